[assembly: AssemblyFixture(typeof(SharedPostgres))]

// Faults are felt by whoever works meanwhile, and the metrics of a process are one.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
