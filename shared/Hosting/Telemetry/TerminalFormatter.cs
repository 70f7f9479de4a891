using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Newsroom.Hosting.Telemetry;

/// <summary>
/// One line for whoever watches a terminal: when, how bad, what (the stable name of the event, else the last word of the category), the
/// sentence, and the trace to look it up by. Colours only where a person reads along, and not against https://no-color.org.
/// </summary>
internal sealed class TerminalFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "terminal";

    private static readonly bool Colours = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var (word, colour) = Word(logEntry.LogLevel);
        var what = logEntry.EventId.Name is { Length: > 0 } name && name.Contains('.', StringComparison.Ordinal) ? name : logEntry.Category.Split('.')[^1];
        textWriter.Write(clock.GetLocalNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        textWriter.Write(Coloured(word, colour));
        textWriter.Write($" {what,-28} {text.ReplaceLineEndings(" ")}");
        if (Activity.Current is { } activity && !text.EndsWith(activity.TraceId.ToString(), StringComparison.Ordinal))
            textWriter.Write(Coloured($"  trace={activity.TraceId}", "90"));
        textWriter.WriteLine();
        if (logEntry.Exception is { } problem)
            textWriter.WriteLine(problem.ToString());
    }

    private static (string Word, string? Colour) Word(LogLevel level) => level switch
    {
        LogLevel.Warning => ("warn", "33"),
        LogLevel.Error => ("fail", "31"),
        LogLevel.Critical => ("crit", "1;31"),
        LogLevel.Information => ("info", "32"),
        _ => ("dbug", null),
    };

    private static string Coloured(string text, string? colour) => Colours && colour is not null ? $"\e[{colour}m{text}\e[0m" : text;
}
