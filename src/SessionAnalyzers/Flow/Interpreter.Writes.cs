using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Flow;

/// <summary>What changes: assignments, and what code that is not seen may have done.</summary>
internal sealed partial class Interpreter
{
    private Value Assign(ISimpleAssignmentOperation assignment)
    {
        var target = assignment.Target is IFlowCaptureReferenceOperation reference ? graph.CaptureTarget(reference.Id) ?? assignment.Target : assignment.Target;
        var receiver = target is IMemberReferenceOperation { Instance: { } instance } ? Evaluate(instance) : Value.Unknown;
        var keys = target is IPropertyReferenceOperation { Arguments: var indices } ? indices.Select(index => Evaluate(index.Value)).ToArray() : [];
        var value = Evaluate(assignment.Value);
        Record(assignment.Syntax, receiver, ImmutableArray.Create(value).AddRange(keys));
        if (assignment.IsRef)
        {
            // The variable of a loop over memory writes to it.
            Forget(value);

            // Two names of one variable from here on: what either holds is no longer followed.
            value = Value.Unknown;
            Write(assignment.Value, value, assignment.Syntax);
        }

        Write(assignment.Target, value, assignment.Syntax);
        return value;
    }

    private Value Compound(ICompoundAssignmentOperation compound)
    {
        var result = Operators.Apply(compound.OperatorKind, Evaluate(compound.Target), Evaluate(compound.Value));
        Write(compound.Target, result, compound.Syntax);
        return result;
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var value = deconstruction.Value is IConversionOperation conversion ? conversion.Operand : deconstruction.Value;
        var target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        if (target is not ITupleOperation targets)
        {
            Evaluate(deconstruction.Value);
            return Value.Unknown;
        }

        var values = value is ITupleOperation tuple && tuple.Elements.Length == targets.Elements.Length
            ? tuple.Elements.Select(Evaluate).ToArray()
            : null;
        var whole = values is null ? Evaluate(deconstruction.Value) : null;
        for (var i = 0; i < targets.Elements.Length; i++)
        {
            Write(targets.Elements[i], values is null ? Element(whole!, i) : values[i], deconstruction.Syntax);
        }

        return Value.Unknown;
    }

    private Value Element(Value tuple, int index) => tuple.Atoms is [Atom.Reference { Id: var id }] ? State.Read(id, "Item" + (index + 1)) : Value.Unknown;

    private void Write(IOperation target, Value value, SyntaxNode write)
    {
        if (BuildRegions.Contains(write))
        {
            value = Value.Unknown;
        }

        switch (target)
        {
            case ILocalReferenceOperation local:
                State = State.With(local.Local, value);
                break;
            case IParameterReferenceOperation parameter:
                State = State.With(parameter.Parameter, value);
                break;
            case IDeclarationExpressionOperation declaration:
                Write(declaration.Expression, value, write);
                break;
            case IFlowCaptureReferenceOperation reference:
                State = State.With(reference.Id, value);
                if (graph.CaptureTarget(reference.Id) is { } captured)
                {
                    Write(captured, value, write);
                }

                break;
            case IArrayElementReferenceOperation { ArrayReference: { } array } when KnownSymbols.IsBuffer(array.Type):
                WriteElement(Evaluate(array), value, write);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } span } when KnownSymbols.IsBuffer(span.Type):
                WriteElement(Evaluate(span), value, write);
                break;
            case IImplicitIndexerReferenceOperation { Instance: { } indexed } when KnownSymbols.IsBuffer(indexed.Type):
                WriteElement(Evaluate(indexed), value, write);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0 } or IArrayElementReferenceOperation:
                Forget(value);
                break;
            case IMemberReferenceOperation member when member.Instance is null || (IsThis(member.Instance) && !HasReference(frame.Receiver)):
                Share(value);
                State = State.With(member.Member, value);
                break;
            case IMemberReferenceOperation member:
                if (!KnownSymbols.IsTracked(member.Instance?.Type))
                {
                    Share(value);
                }

                WriteMember(Evaluate(member.Instance), member.Member.Name, Slot.Of(value, write));
                break;
        }
    }

    private void WriteMember(Value owner, string member, Slot slot)
    {
        // Of several objects that a variable may refer to, the one that it does refer to is written: for the variable, that is certain.
        var isCertain = owner.Atoms.All(static atom => atom is Atom.Reference or Atom.Constant { Content: null });
        foreach (var atom in owner.Atoms)
        {
            if (atom is Atom.Reference reference)
            {
                State = State.Write(reference.Id, member, slot, isCertain);
            }
        }
    }

    private void Share(Value value)
    {
        foreach (var atom in value.Atoms)
        {
            if (atom is Atom.Reference reference)
            {
                State = State.Share(reference.Id);
            }
        }
    }

    private static bool HasReference(Value value) => value.Atoms.Any(static atom => atom is Atom.Reference);

    /// <summary>What a capture stands for when it is assigned to, as in <c>options ??= new()</c>.</summary>
    private void ForgetAll(Value receiver, ImmutableArray<Value> arguments)
    {
        Forget(receiver);
        foreach (var argument in arguments)
        {
            Forget(argument);
        }
    }

    private void Forget(Value value)
    {
        foreach (var atom in value.Atoms)
        {
            if (atom is Atom.Reference reference)
            {
                State = State.Forget(reference.Id);
            }
        }
    }

    /// <summary>A lambda may run at any time from now on: what it writes is no longer certain.</summary>
    private void ForgetCaptured(SyntaxNode? function)
    {
        if (function is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        {
            return;
        }

        foreach (var name in CapturedWrites.Of(function))
        {
            foreach (var variable in State.Variables)
            {
                if (variable.Key is ISymbol symbol && symbol.Name == name)
                {
                    Forget(variable.Value);
                    if (CapturedWrites.Reassigns(function, name))
                    {
                        State = State.With(variable.Key, Value.Unknown);
                    }
                }
            }
        }

        foreach (var buffer in CapturedBuffers(function))
        {
            Forget(buffer);
        }
    }

    /// <summary>Memory of outer variables that a lambda or local function may write to.</summary>
    private List<Value> CapturedBuffers(SyntaxNode function) => State.Variables
        .Where(variable => variable.Key is ISymbol symbol && variable.Value.Atoms.Any(IsBuffer) && !_session.FieldUses.OnlyReadsBuffer(CapturedWrites.Functions(function), symbol.Name))
        .Select(static variable => variable.Value)
        .ToList();

    private bool IsBuffer(Atom atom) => atom is Atom.Reference { Id: var id } && State.Object(id).Members.ContainsKey(Origins.Content);
}
