namespace Newsroom.Hosting;

/// <summary>The name under which this process is seen: <c>newsroom-ingest</c>.</summary>
public sealed record ServiceIdentity(string Name);
