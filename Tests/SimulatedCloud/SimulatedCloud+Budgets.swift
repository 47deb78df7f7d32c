extension SimulatedCloud {
  /// Adds a disruption budget, which limits evictions.
  public func add(_ budget: SimulatedBudget) {
    state.store.transact { $0.budgets.append(budget) }
  }

  public func removeBudgets() {
    state.store.transact { $0.budgets = [] }
  }
}
