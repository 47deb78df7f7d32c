import Testing

@testable import Shared
@testable import sample_capacity

@Suite("Delivery to Cloud Monitoring", .timeLimit(.minutes(15)))
struct BacklogDeliveryTests {
  private let service: Service
  private let machine: Machine

  init() { self.init(Service(), Machine()) }

  private init(_ service: Service, _ machine: Machine) {
    self.service = service
    self.machine = machine
  }

  private func deliver(_ seconds: Int64, now: Int64? = nil, isLasting: Bool = true) -> DestinationResult {
    let backlog: any Backlog = isLasting ? machine : NoBacklog()
    let delivery = BacklogDelivery(
      backlog, isLasting: isLasting, row: DestinationResult(to: "cloud-monitoring"),
      now: Double(now ?? seconds)
    ) { series in
      try machine.step()
      return service.write(series)
    }
    return delivery.deliver(.of(seconds))
  }

  @Test("After three failed runs, all points arrive once each, in order")
  func outage() {
    service.isDown = true
    for (run, second) in [1000, 1600, 2200].enumerated() {
      let row = deliver(Int64(second))
      #expect(row.outcome == .kept && row.status == .tempfail)
      #expect(row.points == 0 && row.backlog == 2 * (run + 1))
    }
    service.isDown = false
    let row = deliver(2800)
    #expect(row.outcome == .ok && row.status == .ok && row.points == 8 && row.backlog == 0)
    #expect(service.times == [1000, 1600, 2200, 2800])
    #expect(deliver(3400).points == 2)
  }

  @Test("Without a folder, a failure loses the sample and says so")
  func withoutFolder() {
    service.isDown = true
    let row = deliver(1000, isLasting: false)
    #expect(row.outcome == .failed && row.backlog == 0 && row.error != nil)
    service.isDown = false
    #expect(deliver(1600, isLasting: false).outcome == .ok)
    #expect(service.times == [1600])
  }

  @Test("After a kill at any step, nothing is lost, and nothing is reported as written that was not")
  func kills() {
    for steps in 0..<14 {
      for storesAndFails in [false, true] {
        let (service, machine) = (Service(), Machine())
        let test = BacklogDeliveryTests(service, machine)
        service.isDown = true
        for second in [1000, 1600, 2200] { _ = test.deliver(Int64(second)) }
        service.isDown = false
        service.storesAndFails = storesAndFails
        machine.stepsLeft = steps
        let row = test.deliver(2800)
        #expect(row.points <= 2 * service.times.count)
        let wasAdded = steps > 0

        machine.stepsLeft = .max
        service.storesAndFails = false
        let last = test.deliver(3400)
        #expect(last.backlog == 0 && machine.kept.isEmpty)
        #expect(
          service.times == [1000, 1600, 2200] + (wasAdded ? [2800] : []) + [3400], "after \(steps) steps")
      }
    }
  }

  @Test("Kept samples are delivered even without a new one")
  func noSample() {
    service.isDown = true
    _ = deliver(1000)
    service.isDown = false
    let delivery = BacklogDelivery(
      machine, isLasting: true, row: DestinationResult(to: "cloud-monitoring"), now: 1600,
      write: service.write)
    let row = delivery.deliver(nil)
    #expect(row.outcome == .ok && row.points == 2 && service.times == [1000])
  }

  @Test("Points that the service already has are superseded, which is fine")
  func superseded() {
    service.times = [5000]
    let row = deliver(1000)
    #expect(row.outcome == .superseded && row.status == .ok && row.points == 0 && row.backlog == 0)
  }

  private static let dayAndHour: Int64 = 25 * 3600

  @Test("Points over 25 hours old are dropped, counted and reported; younger ones are delivered")
  func tooOld() {
    service.isDown = true
    for second in [900, 1000, 2000] { _ = deliver(Int64(second)) }
    service.isDown = false
    service.clock = 1001 + Self.dayAndHour
    let row = deliver(1001 + Self.dayAndHour)
    #expect(row.dropped == 4 && row.outcome == .partial && row.status == .unavailable)
    #expect(row.error == "4 points were dropped: Cloud Monitoring accepts none older than 25h")
    #expect(service.times == [2000, 1001 + Self.dayAndHour] && machine.kept.isEmpty)
  }

  @Test(
    "A failing service still tells the time, so a sample that is too old by both clocks is dropped at once")
  func tooOldWhileDown() {
    service.isDown = true
    for second in [1000, 2000] { _ = deliver(Int64(second)) }
    service.clock = 1001 + Self.dayAndHour
    let row = deliver(1001 + Self.dayAndHour)
    #expect(row.dropped == 2 && row.backlog == 4 && row.outcome == .kept)
  }

  @Test(
    "A clock that the service's does not confirm drops nothing",
    arguments: [1900, nil] as [Int64?])
  func clockAhead(serviceClock: Int64?) {
    service.isDown = true
    for second in [1000, 1600] { _ = deliver(Int64(second)) }
    service.clock = serviceClock
    let twoDaysAhead = deliver(1700, now: 1700 + 2 * 86_400)
    #expect(twoDaysAhead.dropped == 0 && twoDaysAhead.backlog == 6)
    service.isDown = false
    let row = deliver(1800, now: 1800 + 2 * 86_400)
    #expect(row.dropped == 0 && row.outcome == .ok && row.points == 8)
    #expect(service.times == [1000, 1600, 1700, 1800])
  }

  @Test("A point that the service's wrong clock rejects counts as rejected, not as too old")
  func serviceAhead() {
    service.isDown = true
    _ = deliver(1000)
    service.isDown = false
    service.clock = 1600 + 2 * 86_400
    let row = deliver(1600)
    #expect(row.dropped == 0 && row.outcome == .failed)
    #expect(row.error?.contains("2 points were rejected") == true)
  }

  @Test("The backlog is limited: the oldest samples are dropped")
  func tooMany() {
    for number in 0..<BacklogDelivery.mostSamples {
      let sample = PendingSample.of(1000 + Int64(number))
      machine.kept[sample.item] = sample
    }
    service.isDown = true
    let row = deliver(40_000)
    #expect(row.dropped == 2 && row.backlog == 2 * BacklogDelivery.mostSamples)
    #expect(machine.kept.keys.map(\.time).min() == 1_001_250_000)
  }

  @Test("An unreadable sample is set aside and reported, and the others are delivered")
  func corrupt() {
    service.isDown = true
    for second in [1000, 1600] { _ = deliver(Int64(second)) }
    service.isDown = false
    machine.corrupt = [1_000_250_000]
    let row = deliver(2200)
    #expect(row.outcome == .partial && row.status == .ioerr && row.points == 4)
    #expect(row.error?.contains("set aside as aside") == true)
    #expect(service.times == [1600, 2200] && machine.kept.isEmpty)
  }

  @Test("A file whose name claims an impossible number of points is set aside and never counted")
  func impossible() {
    for time in [1, 2] as [Int64] {
      machine.kept[BacklogItem(time: time, points: .max)] = .of(1000)
      machine.corrupt.insert(time)
    }
    let row = deliver(2200)
    #expect(row.outcome == .partial && row.status == .ioerr && row.points == 2 && row.dropped == 0)
    #expect(service.times == [2200] && machine.kept.isEmpty)
  }

  @Test("A sample that cannot be kept is not sent before those waiting")
  func unkeptWaits() {
    service.isDown = true
    _ = deliver(1000)
    machine.refusesToAdd = true
    // Only the first try fails: if the new sample were sent anyway, it would overtake the waiting one.
    var tries = 0
    let delivery = BacklogDelivery(
      machine, isLasting: true, row: DestinationResult(to: "cloud-monitoring"), now: 1600
    ) { [service] series in
      tries += 1
      service.isDown = tries == 1
      return service.write(series)
    }
    let row = delivery.deliver(.of(1600))
    #expect(tries == 1 && service.times == [])
    #expect(row.outcome == .failed && row.error?.contains("lost") == true && row.backlog == 2)
  }

  @Test("An impossible answer needs a person, although everything is kept")
  func unbelievable() {
    var outcome = WriteOutcome()
    outcome.deferred = 2
    outcome.error = MonitoringError(
      cause: .unbelievable(JSONError(problem: "x"), auditID: "a"), action: .writeTimeSeries, project: "p",
      identity: "me")
    let delivery = BacklogDelivery(
      machine, isLasting: true, row: DestinationResult(to: "cloud-monitoring"), now: 1600,
      write: { _ in outcome })
    let row = delivery.deliver(.of(1600))
    #expect(row.outcome == .kept && row.status == .protocol && row.backlog == 2)
  }

  @Test("A sample that cannot be kept is still delivered, after the kept ones")
  func unkept() {
    service.isDown = true
    _ = deliver(1000)
    service.isDown = false
    machine.refusesToAdd = true
    let row = deliver(1600)
    #expect(row.outcome == .partial && row.status == .ioerr && row.points == 4)
    #expect(service.times == [1000, 1600])
    service.isDown = true
    let lost = deliver(2200)
    #expect(lost.outcome == .failed && lost.error?.contains("lost") == true)
  }

  @Test("A lost sample is a failure, even if an older one is kept")
  func lostBesideKept() {
    service.isDown = true
    _ = deliver(1000)
    machine.refusesToAdd = true
    let row = deliver(1600)
    #expect(row.outcome == .failed && row.backlog == 2)
    #expect(row.error?.contains("lost") == true)
  }

  @Test("A sample with a rejected point is kept as long as another point may still arrive")
  func refusedAndDeferred() {
    service.refusesOne = true
    let row = deliver(1000)
    #expect(row.outcome == .kept && row.backlog == 2 && row.points == 0)
    #expect(machine.kept.count == 1)
  }

  @Test("Samples that cannot be moved from another backlog stay there")
  func takeOver() {
    let other = Machine()
    let samples = [PendingSample.of(1000), .of(1600)]
    for sample in samples { other.kept[sample.item] = sample }
    let delivery = BacklogDelivery(
      machine, isLasting: true, row: DestinationResult(to: "cloud-monitoring"), now: 1600,
      write: service.write)
    machine.refusesToAdd = true
    delivery.takeOver(other) { $0 }
    #expect(other.kept.count == 2 && machine.kept.isEmpty)
    machine.refusesToAdd = false
    delivery.takeOver(other) { $0 }
    #expect(other.kept.isEmpty && machine.kept.count == 2)
  }
}
