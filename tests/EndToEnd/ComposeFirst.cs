using Xunit.Sdk;
using Xunit.v3;

[assembly: Xunit.TestCollectionOrderer(typeof(Newsroom.Tests.EndToEnd.ComposeFirst))]

namespace Newsroom.Tests.EndToEnd;

/// <summary>What takes longest begins at once: the tests of compose, which take turns. The others run beside it.</summary>
public sealed class ComposeFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => collection.TestCollectionDisplayName.Contains(nameof(ComposeCollection), StringComparison.Ordinal)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];
}
