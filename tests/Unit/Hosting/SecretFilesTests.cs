using Newsroom.Hosting;
using Xunit;

namespace Newsroom.Tests.Unit.Hosting;

/// <summary>Settings that lie in files, one each.</summary>
public sealed class SecretFilesTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("newsroom-secrets-");

    [Fact]
    public void A_file_is_a_setting_of_its_name_without_the_line_end()
    {
        Write("ConnectionStrings__broker", "amqp://ingest:word@rabbitmq:5672/\n");
        Write("Newsroom__Access__Keys__desk__Key", "0123456789abcdef");
        var started = Start();
        Assert.Equal("amqp://ingest:word@rabbitmq:5672/", started.Broker.Address!.AbsoluteUri);
        Assert.Equal("0123456789abcdef", started.Web.Configuration["Newsroom:Access:Keys:desk:Key"]);
    }

    [Fact]
    public void The_environment_comes_before_a_file_and_the_command_line_before_both()
    {
        var section = "Test" + Guid.NewGuid().ToString("N");
        foreach (var name in new[] { "A", "B", "C" })
            Write($"{section}__{name}", "file");
        Environment.SetEnvironmentVariable($"{section}__B", "environment");
        Environment.SetEnvironmentVariable($"{section}__C", "environment");
        var configuration = Start($"--{section}:C", "command line").Web.Configuration.GetSection(section);
        Assert.Equal(["file", "environment", "command line"], [configuration["A"], configuration["B"], configuration["C"]]);
    }

    /// <summary>Kubernetes mounts links into <c>..data</c>, itself a link to a directory, so that all files change at once.</summary>
    [Fact]
    public void Files_may_be_links_as_Kubernetes_mounts_them()
    {
        directory.CreateSubdirectory("..2026_01_01");
        Write("..2026_01_01/ConnectionStrings__broker", "amqp://ingest:word@rabbitmq:5672/");
        File.CreateSymbolicLink(At("..data"), "..2026_01_01");
        File.CreateSymbolicLink(At("ConnectionStrings__broker"), "..data/ConnectionStrings__broker");
        Assert.Equal("rabbitmq", Start().Broker.Address!.Host);
    }

    [Fact]
    public void A_directory_that_was_named_and_is_not_there_stops_the_start_with_the_cure()
    {
        directory.Delete();
        var problem = Assert.Throws<SettingException>(() => Start());
        Assert.StartsWith($"The setting 'NEWSROOM_SECRETS' is '{directory.FullName}'. There is no such directory.", problem.Message, StringComparison.Ordinal);
        directory.Create();
    }

    [Fact]
    public void A_file_that_cannot_be_read_stops_the_start_with_the_cure()
    {
        File.CreateSymbolicLink(At("ConnectionStrings__broker"), "nowhere/at-all");
        var problem = Assert.Throws<SettingException>(() => Start());
        Assert.Contains("Its files must be readable by the user that the service runs as.", problem.Message, StringComparison.Ordinal);
    }

    public void Dispose() => directory.Delete(recursive: true);

    private string At(string name) => Path.Combine(directory.FullName, name);

    private void Write(string name, string value) => File.WriteAllText(At(name), value);

    private ServiceHost Start(params string[] arguments)
    {
        ServiceHost? started = null;
        using var app = ServiceHost.Build(
            ["--NEWSROOM_SECRETS", directory.FullName, .. arguments], new ServiceDefaults("test", 0, Embedded: true), host => started = host, _ => { });
        return started!;
    }
}
