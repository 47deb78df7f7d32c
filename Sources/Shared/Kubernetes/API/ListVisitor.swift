/// Gets what a list holds while it arrives.
///
/// Only after `list(_:with:to:)` has returned is it known to have been whole.
public protocol ListVisitor: AnyObject {
  associatedtype Object

  /// The list begins, or begins anew: what it gave before counts for nothing.
  ///
  /// - Parameter head: of the first reply.
  func listBegins(_ head: HTTPHead) throws
  func visit(_ object: Object) throws
  /// An item that is not what it should be; `problem` says where and why.
  func visitUnreadable(_ problem: String) throws
}
