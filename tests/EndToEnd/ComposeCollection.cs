using Xunit;

namespace Newsroom.Tests.EndToEnd;

/// <summary>Tests on the newsroom as compose brings it up: once for all of them, which take turns.</summary>
[CollectionDefinition]
public sealed class ComposeCollection : ICollectionFixture<ComposeFixture>;
