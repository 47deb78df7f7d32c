/// Whether more than this many seconds have passed since a time; false if the sum overflows.
func havePassed(_ seconds: Int64, since start: Int64, now: Int64) -> Bool {
  let (end, overflows) = start.addingReportingOverflow(seconds)
  return !overflows && now > end
}
