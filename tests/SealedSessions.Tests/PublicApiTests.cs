namespace SealedSessions.Tests;

public class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheOneInTheFile() => PublicApi.Verify(typeof(SessionId).Assembly, Repository.PathTo("src/SealedSessions"));

    [Fact]
    public void AnyChange_IsNoticed()
    {
        var before = Text(typeof(ApiChanges.Before));
        var changed = typeof(ApiChanges).GetNestedTypes()
            .Where(static type => type != typeof(ApiChanges.Before) && type != typeof(ApiChanges.Same))
            .ToDictionary(static type => type.Name, Text);

        Assert.Equal(before, Text(typeof(ApiChanges.Same)));
        Assert.True(changed.Count > 20);
        Assert.All(changed, change => Assert.NotEqual(before, change.Value));
        Assert.Equal(changed.Count, changed.Values.Distinct().Count());
    }

    [Fact]
    public void ChangedFile_IsNoticed()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            // Not a copy of the stored file: that one may be out of date itself, and then another difference comes first.
            PublicApi.Write(typeof(SessionId).Assembly, folder);
            PublicApi.Compare(typeof(SessionId).Assembly, folder);
            var file = Assert.Single(Directory.GetFiles(folder));
            File.WriteAllText(file, File.ReadAllText(file).Replace("SizeInBytes = 16", "SizeInBytes = 17", StringComparison.Ordinal));

            var noticed = Assert.ThrowsAny<Exception>(() => PublicApi.Compare(typeof(SessionId).Assembly, folder));
            Assert.Contains("SizeInBytes", noticed.Message, StringComparison.Ordinal);

            Directory.Delete(folder, recursive: true);
            noticed = Assert.ThrowsAny<Exception>(() => PublicApi.Compare(typeof(SessionId).Assembly, folder));
            Assert.Contains("is missing. UPDATE_BASELINES=1 ./test.sh writes it.", noticed.Message, StringComparison.Ordinal);
            Directory.CreateDirectory(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Text_IsThatOfTheSource() => Assert.Equal(
        """
        sealed class SealedSessions.Tests.ApiChanges.Before
            Before()
            const int Limit = 1
            string? Name { get; set; }
            void Do(string text, int count = 1)

        """.ReplaceLineEndings("\n"),
        PublicApi.Of([typeof(ApiChanges.Before)]));

    // All under one name, so that only the rest can differ.
    private static string Text(Type type) => PublicApi.Of([type])
        .Replace($"ApiChanges.{type.Name}", "It", StringComparison.Ordinal)
        .Replace($" {type.Name}(", " It(", StringComparison.Ordinal);
}
