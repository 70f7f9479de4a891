namespace Newsroom.Hosting.Bus;

/// <summary>Where messages go: <c>ConnectionStrings:broker</c>, either <c>memory</c> or <c>amqp(s)://user:password@host:port/vhost</c>.</summary>
public sealed record BrokerConnection
{
    private BrokerConnection(Uri? address) => Address = address;

    /// <summary>Null: within the process.</summary>
    public Uri? Address { get; }

    public bool IsMemory => Address is null;

    /// <exception cref="SettingException">It is missing or neither of the two.</exception>
    public static BrokerConnection Parse(string? value)
    {
        const string setting = "ConnectionStrings:broker";
        const string cure = "Set ConnectionStrings__broker to amqp://user:password@host:5672/, or to 'memory' to keep messages within one process.";
        if (string.IsNullOrWhiteSpace(value))
            throw new SettingException(setting, value, cure);
        if (value == "memory")
            return new BrokerConnection(address: null);
        return Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "amqp" or "amqps" && address.Host.Length > 0
            ? new BrokerConnection(address)
            : throw new SettingException(setting, SettingException.Hidden(value), cure);
    }
}
