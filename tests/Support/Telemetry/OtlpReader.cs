namespace Newsroom.Tests.Support;

/// <summary>As much of the requests of <c>opentelemetry.proto.collector</c> (trace, logs, metrics; v1) as the tests look at.</summary>
internal static class OtlpReader
{
    private static readonly string[] Kinds = ["unspecified", "internal", "server", "client", "producer", "consumer"];

    public static IEnumerable<ReceivedSpan> Spans(byte[] request) =>
        from item in Items(request)
        select new ReceivedSpan(
            item.One.Hex(1), item.One.Hex(2), item.One.Hex(4), item.One.Text(5), Kinds[(int)item.One.Number(6)],
            item.Service, item.Scope, Attributes(item.One, 9))
        {
            Links = [.. item.One.Messages(13).Select(link => link.Hex(1))],
        };

    public static IEnumerable<ReceivedLog> Logs(byte[] request) =>
        from item in Items(request)
        select new ReceivedLog(
            item.Service, item.Scope, item.One.Text(12), item.One.Text(3), Value(item.One.Nested(5)), item.One.Hex(9), Attributes(item.One, 6));

    public static IEnumerable<ReceivedPoint> Points(byte[] request) =>
        from item in Items(request)
        from data in item.One.Fields.Where(field => field.Number is 5 or 7 or 9)
        let kind = new Message(data.Bytes)
        let instrument = data.Number switch { 5 => "gauge", 7 => kind.Number(3) == 1 ? "counter" : "updowncounter", _ => "histogram" }
        from point in kind.Messages(1)
        let isHistogram = data.Number == 9
        select new ReceivedPoint(
            item.Service, item.Instance, item.Scope, item.One.Text(1), instrument, item.One.Text(3), Attributes(point, isHistogram ? 9 : 7),
            isHistogram ? point.Number(4) : point.Has(4) ? point.Double(4) : point.Number(6));

    /// <summary>All three requests nest alike: resources (1), in them scopes (2), in them spans, logs or metrics (2).</summary>
    private static IEnumerable<(string Service, string Instance, string Scope, Message One)> Items(byte[] request) =>
        from ofResource in new Message(request).Messages(1)
        let resource = Attributes(ofResource.Nested(1), 1)
        from ofScope in ofResource.Messages(2)
        let scope = ofScope.Nested(1).Text(1)
        from one in ofScope.Messages(2)
        select (resource.GetValueOrDefault("service.name", ""), resource.GetValueOrDefault("service.instance.id", ""), scope, one);

    private static Dictionary<string, string> Attributes(Message message, int number) =>
        message.Messages(number).GroupBy(attribute => attribute.Text(1)).ToDictionary(group => group.Key, group => Value(group.First().Nested(2)));

    private static string Value(Message any) => any.Fields.FirstOrDefault() switch
    {
        { Number: 1 } text => System.Text.Encoding.UTF8.GetString(text.Bytes),
        { Number: 2 } flag => flag.Value == 0 ? "false" : "true",
        { Number: 4 } => any.Double(4).ToString(System.Globalization.CultureInfo.InvariantCulture),
        var number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>A protobuf message, without its schema.</summary>
    private sealed class Message
    {
        public Message(byte[] bytes)
        {
            for (var at = 0; at < bytes.Length;)
            {
                var tag = Varint(bytes, ref at);
                var number = (int)(tag >> 3);
                switch (tag & 7)
                {
                    case 0:
                        Fields.Add(new Field(number, [], Varint(bytes, ref at)));
                        break;
                    case 1:
                        Fields.Add(new Field(number, [], BitConverter.ToUInt64(bytes, at)));
                        at += 8;
                        break;
                    case 5:
                        Fields.Add(new Field(number, [], BitConverter.ToUInt32(bytes, at)));
                        at += 4;
                        break;
                    default:
                        var length = (int)Varint(bytes, ref at);
                        Fields.Add(new Field(number, bytes[at..(at + length)], 0));
                        at += length;
                        break;
                }
            }
        }

        public List<Field> Fields { get; } = [];

        public bool Has(int number) => Fields.Exists(field => field.Number == number);

        public long Number(int number) => (long)Fields.Find(field => field.Number == number).Value;

        public double Double(int number) => BitConverter.UInt64BitsToDouble(Fields.Find(field => field.Number == number).Value);

        public string Text(int number) => System.Text.Encoding.UTF8.GetString(Fields.Find(field => field.Number == number).Bytes ?? []);

        public string Hex(int number) => Convert.ToHexStringLower(Fields.Find(field => field.Number == number).Bytes ?? []);

        public IEnumerable<Message> Messages(int number) => Fields.Where(field => field.Number == number).Select(field => new Message(field.Bytes));

        public Message Nested(int number) => new(Fields.Find(field => field.Number == number).Bytes ?? []);

        private static ulong Varint(byte[] bytes, ref int at)
        {
            var value = 0UL;
            for (var shift = 0; ; shift += 7)
            {
                var one = bytes[at++];
                value |= (ulong)(one & 0x7F) << shift;
                if (one < 0x80)
                    return value;
            }
        }
    }

    private readonly record struct Field(int Number, byte[] Bytes, ulong Value);
}
