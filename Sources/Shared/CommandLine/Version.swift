/// The version that `--version`, the user agent and the reports show.
public let podkeeperVersion = "0.1.0"
