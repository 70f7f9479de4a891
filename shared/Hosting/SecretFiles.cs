using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;

namespace Newsroom.Hosting;

/// <summary>
/// Settings from files, one each, which is how Docker and Kubernetes hand over secrets: an environment is seen by whoever may inspect a
/// container, and is inherited by whatever it starts. A file is named like the setting, <c>ConnectionStrings__broker</c>; a line end after the
/// value does not count. They lie in the directory that <c>NEWSROOM_SECRETS</c> names, else in <c>/run/secrets</c> if there is one.
/// </summary>
internal static class SecretFiles
{
    private const string Setting = "NEWSROOM_SECRETS";
    private const string Usual = "/run/secrets";

    /// <summary>Environment and command line come after the files and win: who sets something there means it.</summary>
    /// <exception cref="SettingException">The directory that was named is not there, or a file cannot be read.</exception>
    public static void AddSecretFiles(this ConfigurationManager configuration)
    {
        var directory = configuration[Setting] is { Length: > 0 } named ? Path.GetFullPath(named) : Usual;
        if (!Directory.Exists(directory))
        {
            if (directory == Usual)
                return;
            throw new SettingException(Setting, directory, "There is no such directory. Name one that holds a file for each secret, such as ConnectionStrings__broker.");
        }

        IList<IConfigurationSource> sources = configuration.Sources;
        var environment = sources.OfType<EnvironmentVariablesConfigurationSource>().Last(source => string.IsNullOrEmpty(source.Prefix));
        try
        {
            sources.Insert(sources.IndexOf(environment), new KeyPerFileConfigurationSource { FileProvider = new PhysicalFileProvider(directory) });
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            throw new SettingException(Setting, directory, $"{problem.Message} Its files must be readable by the user that the service runs as.");
        }
    }
}
