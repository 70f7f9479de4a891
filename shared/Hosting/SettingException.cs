namespace Newsroom.Hosting;

/// <summary>A setting stops the start: names the setting, its value and the cure.</summary>
public sealed class SettingException(string setting, string? value, string cure)
    : Exception(value is null ? $"The setting '{setting}' is missing. {cure}" : $"The setting '{setting}' is '{value}'. {cure}")
{
    /// <summary>The same without the password that a URL may hold.</summary>
    public static string Hidden(string value)
    {
        var at = value.LastIndexOf('@');
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        return at > 0 && scheme >= 0 && at > scheme ? value[..(scheme + 3)] + "***" + value[at..] : value;
    }
}
