/// A loopback server that answers as a Kubernetes 1.36 API server does.
public enum SimulatedCloud {}
