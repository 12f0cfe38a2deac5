namespace SealedSessions;

/// <summary>Claims that replace the former ones; a type of its own, so that null can mean "unchanged" for every type of claims.</summary>
/// <typeparam name="TClaims">The claims.</typeparam>
/// <param name="Value">The claims.</param>
public sealed record SessionClaims<TClaims>(TClaims Value);
