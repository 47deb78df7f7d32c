/// A resource as the page names and counts it.
enum PageResource: Hashable, Sendable {
  /// In cores.
  case cpu
  /// In bytes.
  case memory
  /// In whole units; the name is the cluster's.
  case extended(String)

  /// In a sentence: `CPU`, `memory`, `nvidia.com/gpu`.
  var word: Markup {
    switch self {
    case .cpu: "CPU"
    case .memory: "memory"
    case .extended(let name): .named(name)
    }
  }

  /// At the beginning of a line.
  var title: Markup { self == .memory ? "Memory" : word }

  /// As plain text, for titles of charts.
  var plain: String {
    switch self {
    case .cpu: "CPU"
    case .memory: "Memory"
    case .extended(let name): name
    }
  }
}

/// The unit in which all amounts of one resource are written on the page, so that they can be compared.
struct AmountUnit: Equatable, Sendable {
  /// How many bytes, cores or pieces it is.
  let size: Double
  /// `TiB`; empty for pieces.
  let name: String
  let digits: Int

  static let gibibyte = AmountUnit(size: 1_073_741_824, name: "GiB", digits: 1)
  static let tebibyte = AmountUnit(size: 1_099_511_627_776, name: "TiB", digits: 2)
  static let core = AmountUnit(size: 1, name: "CPU", digits: 1)
  static let piece = AmountUnit(size: 1, name: "", digits: 0)

  /// - Parameter largest: the largest amount that will be written, in cores, bytes or pieces.
  init(_ resource: PageResource, largest: Double) {
    switch resource {
    case .cpu: self = .core
    case .memory: self = largest >= Self.tebibyte.size ? .tebibyte : .gibibyte
    case .extended: self = .piece
    }
  }

  private init(size: Double, name: String, digits: Int) {
    self.size = size
    self.name = name
    self.digits = digits
  }

  func text(_ amount: Double, digits: Int? = nil) -> String {
    NumberText.decimal(amount / size, digits: digits ?? self.digits)
  }

  /// `0.89 CPU`, `4.2 GiB`, `4`
  func withName(_ amount: Double, digits: Int? = nil) -> String {
    text(amount, digits: digits) + (name.isEmpty ? "" : NumberText.noBreak + name)
  }
}
