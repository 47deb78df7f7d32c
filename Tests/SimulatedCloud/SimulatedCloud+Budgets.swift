extension SimulatedCloud {
  /// Puts a disruption budget into the cloud, which evictions must mind.
  public func add(_ budget: SimulatedBudget) {
    state.store.transact { $0.budgets.append(budget) }
  }

  public func removeBudgets() {
    state.store.transact { $0.budgets = [] }
  }
}
