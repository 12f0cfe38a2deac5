namespace Benchmarks.Sealing;

/// <summary>Operations that take short turns on one thread, so that what disturbs the machine for a while disturbs them all.</summary>
internal static class Race
{
    private const double TurnMilliseconds = 1;

    public static void Run(IReadOnlyList<Operation> operations, int rounds)
    {
        // Rounds with pauses: the JIT replaces hot code in the background.
        for (var i = 0; i < 6; i++)
        {
            foreach (var operation in operations)
            {
                operation.Warm(40);
            }

            Thread.Sleep(250);
        }

        foreach (var operation in operations)
        {
            operation.Calibrate(TurnMilliseconds);
        }

        // In another order each time: nobody always pays for the same neighbour's garbage.
        var order = operations.ToArray();
        var random = new Random(1);
        for (var round = 0; round < rounds; round++)
        {
            random.Shuffle(order);
            foreach (var operation in order)
            {
                operation.TakeTurn();
            }
        }
    }
}
