using System.Globalization;
using SealedSessions.Fuzz;

// dotnet run -c Release --project tests/SealedSessions.Fuzz -- <inputs> [seed [first]]
var culture = CultureInfo.InvariantCulture;
if (args.Length is 0 or > 3 || !long.TryParse(args[0], culture, out var inputs))
{
    Console.Error.WriteLine("Usage: <inputs> [seed [number of the first input]]");
    return 2;
}

var seed = args.Length > 1 ? ulong.Parse(args[1], culture) : (ulong)Random.Shared.NextInt64();
var first = args.Length > 2 ? long.Parse(args[2], culture) : 0;

Console.WriteLine($".NET {Environment.Version}, seed {seed}");
var isSound = new Campaign(seed).Run(first, inputs, Console.Out);
return isSound && XaesVectors.Run(Console.Out) ? 0 : 1;
