using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Knowledge;

/// <summary>What does this compilation do with the key ring of Data Protection?</summary>
internal static class KeyRing
{
    /// <summary>Whether keys are, or may be, encrypted before they are stored.</summary>
    public static bool MayBeEncrypted(SessionCompilation session) =>
        session.Facts.NamesWith(DataProtectionKnowledge.Protects).Any(static name => name.Identifier.ValueText.StartsWith(DataProtectionKnowledge.Protects, StringComparison.Ordinal))
        || session.Facts.Mentions("XmlEncryptor").Any(static name => IsAssigned(name))
        || IsHandedOver(session);

    /// <summary>Whether the builder at a call comes from, or goes to, the callers of a library.</summary>
    public static bool IsShared(SyntaxNode call, SessionCompilation session) =>
        session.Compilation.Options.OutputKind is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule
        && call.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } declaration
        && session.SemanticModel(declaration.SyntaxTree)?.GetDeclaredSymbol(declaration) is IMethodSymbol method
        && IsVisible(method)
        && (IsBuilder(method.ReturnType) || method.Parameters.Any(static parameter => IsBuilder(parameter.Type)));

    /// <summary>Whether somebody here makes keys by hand; a call that does not bind may.</summary>
    public static bool HasOwner(SessionCompilation session) => session.Facts.Mentions("CreateNewKey").Any(name =>
        name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
        && TreeFacts.NameNode(call) == name
        && (session.Method(call) is not { } method || KnownSymbols.IsOrInherits(method.ContainingType, TypeNames.KeyManager)));

    private static bool IsAssigned(SimpleNameSyntax name)
    {
        ExpressionSyntax target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target;
    }

    /// <summary>Whether code that is not seen is given the builder, or the options: it may encrypt the keys.</summary>
    private static bool IsHandedOver(SessionCompilation session)
    {
        // A builder has its type's name where it is declared and the framework's where it is made; else it comes from a method here that returns one.
        var words = session.Facts.Mentions("IDataProtectionBuilder").Select(static name => name.Parent).OfType<MethodDeclarationSyntax>()
            .Select(static method => method.Identifier.ValueText).Append("DataProtection").ToArray();
        foreach (var tree in session.Compilation.SyntaxTrees.Where(tree => tree.GetText().Mentions(words)))
        {
            if (session.SemanticModel(tree) is { } model && tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => HandsOver(call, model, session)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HandsOver(InvocationExpressionSyntax call, SemanticModel model, SessionCompilation session)
    {
        var method = model.GetSymbolInfo(call).Symbol as IMethodSymbol;
        if (method is not null && (session.IsOurs(method.ContainingType) || method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke || IsHarmless(method)))
        {
            return method.Name == "AddKeyManagementOptions" && !call.ArgumentList.Arguments.All(argument => IsSeen(argument.Expression, model, session));
        }

        var receiver = call.Expression switch
        {
            MemberAccessExpressionSyntax { Expression: var target } => target,
            MemberBindingExpressionSyntax => call.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        };
        return (receiver is not null && IsRing(model.GetTypeInfo(receiver).Type))
            || call.ArgumentList.Arguments.Any(argument => IsRing(model.GetTypeInfo(argument.Expression).Type))
            || method?.Parameters.Any(static parameter => parameter.Type is INamedTypeSymbol { DelegateInvokeMethod: { } callback } && callback.Parameters.Any(static given => IsBuilder(given.Type))) == true;
    }

    private static bool IsHarmless(IMethodSymbol method) =>
        method.Name.StartsWith(DataProtectionKnowledge.Persists, StringComparison.Ordinal)
        || (KnownSymbols.Is(method.ContainingType, TypeNames.DataProtectionBuilderExtensions) && DataProtectionKnowledge.OtherBuilderMethods.Contains(method.Name))
        || method.ContainingNamespace?.ToDisplayString() is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>Whether a callback is a lambda, or a method of this compilation.</summary>
    private static bool IsSeen(ExpressionSyntax callback, SemanticModel model, SessionCompilation session) =>
        callback is AnonymousFunctionExpressionSyntax || (model.GetSymbolInfo(callback).Symbol is IMethodSymbol method && session.IsOurs(method.ContainingType));

    private static bool IsRing(ITypeSymbol? type) => IsBuilder(type) || KnownSymbols.Is(type, TypeNames.KeyManagementOptions);

    private static bool IsBuilder(ITypeSymbol? type) => KnownSymbols.IsOrInherits(type, TypeNames.DataProtectionBuilder);

    private static bool IsVisible(ISymbol symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }

        return true;
    }
}
