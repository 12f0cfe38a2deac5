using System.Reflection;
using SealedSessions;

namespace SessionAnalyzers.Tests.Knowledge;

public sealed class AnnotationsTests
{
    public static TheoryData<string> Names => new(typeof(SessionAnalyzers.Knowledge.Annotations)
        .GetFields(BindingFlags.Static | BindingFlags.Public).Select(static constant => (string)constant.GetRawConstantValue()!));

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_IsThatOfAConditionalAttributeOfTheRuntime(string name)
    {
        var type = typeof(SealingKey).Assembly.GetType(name);

        Assert.NotNull(type);
        Assert.True(type.IsSubclassOf(typeof(Attribute)));
        Assert.NotNull(type.GetCustomAttribute<System.Diagnostics.ConditionalAttribute>());
    }
}
