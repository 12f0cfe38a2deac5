using Microsoft.CodeAnalysis;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Tests.Knowledge;

public class ResultKnowledgeTests : KnowledgeTests
{
    public static TheoryData<string> Types => new(ResultKnowledge.All.Select(static row => row.Type));

    [Theory]
    [MemberData(nameof(Types))]
    public void Result_HasItsMembers(string type)
    {
        var row = ResultKnowledge.All.Single(row => row.Type == type);
        foreach (var (framework, symbol) in Resolve(type))
        {
            foreach (var member in row.Gates.Concat(row.Payload).Append(row.Gate))
            {
                Assert.True(symbol.GetMembers(member).OfType<IPropertySymbol>().Any(), $"{type} in {framework} has no {member}");
            }
        }
    }

    [Fact]
    public void Gate_IsOneOfTheGates() => Assert.All(ResultKnowledge.All, static row => Assert.Contains(row.Gate, row.Gates));
}
