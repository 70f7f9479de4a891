using System.Text.RegularExpressions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Newsroom.Tests.Deploy.Observability;

/// <summary>Dashboards and alerts ask for what there is, and say what they mean.</summary>
public sealed partial class QueryTests
{
    public static TheoryData<string> Dashboards => [.. Files.Dashboards.Select(file => Path.GetFileName(file))];

    [Fact]
    public void There_are_two_dashboards_and_fifteen_alerts()
    {
        Assert.Equal(["newsroom.json", "service.json"], Files.Dashboards.Select(Path.GetFileName));
        Assert.Equal(15, Files.Alerts().Count);
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void A_panel_has_a_title_a_unit_and_a_source_that_is_provisioned(string file)
    {
        var provisioned = ((YamlSequenceNode)Files.Yaml("grafana", "provisioning", "datasources", "newsroom.yaml")["datasources"])
            .Children.Select(source => Files.Scalar(source, "uid")).ToList();
        var panels = Files.Panels(Read(file)).ToList();
        Assert.True(panels.Count > 10);
        Assert.All(panels, panel =>
        {
            var title = Files.Text(panel, "title");
            Assert.NotEmpty(title);
            Assert.True(Files.Text(panel, "fieldConfig", "defaults", "unit").Length > 0, $"'{title}' has no unit.");
            Assert.Contains(Files.Text(panel, "datasource", "uid"), provisioned);
            Assert.NotEmpty(panel["targets"]!.AsArray());
            Assert.All(panel["targets"]!.AsArray(), target => Assert.Contains(Files.Text(target, "datasource", "uid"), provisioned));
        });
        Assert.Equal(panels.Count, panels.Select(panel => Files.Text(panel, "title")).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void A_panel_asks_for_metrics_and_labels_that_there_are(string file) => Assert.Empty(
        from panel in Files.Panels(Read(file))
        from target in panel["targets"]!.AsArray()
        from fault in Faults(Files.Text(target, "expr"), Legend().Matches(Files.Text(target, "legendFormat")).Select(match => match.Groups[1].Value))
        select $"{Files.Text(panel, "title")}: {fault}");

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void A_variable_is_filled_from_a_label_that_there_is(string file) => Assert.All(Read(file)["templating"]!["list"]!.AsArray(), variable =>
    {
        var match = LabelValues().Match(Files.Text(variable, "query", "query"));
        Assert.Contains(match.Groups["label"].Value, KnownMetrics.All[match.Groups["metric"].Value]);
    });

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Panels_do_not_cover_one_another(string file)
    {
        var cells = new HashSet<(int X, int Y)>();
        Assert.All(Files.Panels(Read(file)), panel =>
        {
            int At(string side) => panel["gridPos"]![side]!.GetValue<int>();
            Assert.True(At("x") + At("w") <= 24, $"{Files.Text(panel, "title")} leaves the page.");
            for (var x = At("x"); x < At("x") + At("w"); x++)
            {
                for (var y = At("y"); y < At("y") + At("h"); y++)
                    Assert.True(cells.Add((x, y)), $"{Files.Text(panel, "title")} covers another.");
            }
        });
    }

    [Fact]
    public void An_alert_asks_for_metrics_and_labels_that_there_are() => Assert.Empty(
        from alert in Files.Alerts()
        from fault in Faults(alert.Expression, Template().Matches(alert.Summary + alert.Description).Select(match => match.Groups[1].Value))
        select $"{alert.Name}: {fault}");

    [Fact]
    public void An_alert_waits_a_while_has_a_severity_and_says_what_it_means_and_what_to_do() => Assert.All(Files.Alerts(), alert =>
    {
        Assert.Matches("^Newsroom[A-Z][A-Za-z]+$", alert.Name);
        Assert.Matches("^[1-9][0-9]*[mh]$", alert.For);
        Assert.Matches("^(critical|warning)$", alert.Severity);
        Assert.True(alert.Summary.Length is > 10 and < 120, alert.Name);
        Assert.True(alert.Description.Split(' ').Length >= 20, $"{alert.Name} does not say what to do.");
        Assert.EndsWith(".", alert.Description, StringComparison.Ordinal);
    });

    [Fact]
    public void Everything_that_is_YAML_can_be_read() => Assert.All(
        Directory.EnumerateFiles(Files.Root, "*.yaml", SearchOption.AllDirectories), file => Files.Yaml(Path.GetRelativePath(Files.Root, file)));

    [Theory]
    [InlineData("sum(rate(newsroom_articles_total[5m])", "not closed")]
    [InlineData("sum(rate(newsroom_articles_total[5m]))]", "closes nothing")]
    [InlineData("som(newsroom_articles_total)", "no function")]
    [InlineData("rate(newsroom_articles_total[five])", "no range")]
    [InlineData("1 + 1", "no metric")]
    [InlineData("newsroom_articles_total{outcome=~'added'}", "no PromQL")]
    public void What_cannot_be_meant_is_refused(string expression, string says) =>
        Assert.Contains(says, Assert.Throws<FormatException>(() => new PromQl(expression)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("newsroom_article_total", "newsroom_article_total is no metric")]
    [InlineData("newsroom_articles_total{outcom=\"added\"}", "newsroom_articles_total has no label outcom")]
    [InlineData("newsroom_outbox_depth{via=\"http\"}", "newsroom_outbox_depth has no label via")]
    [InlineData("sum by (le) (newsroom_articles_total)", "no metric in it has a label le")]
    public void What_there_is_not_is_named(string expression, string fault) => Assert.Contains(fault, string.Concat(Faults(expression, [])), StringComparison.Ordinal);

    private static IEnumerable<string> Faults(string expression, IEnumerable<string> shown)
    {
        PromQl query;
        try
        {
            query = new PromQl(expression);
        }
        catch (FormatException problem)
        {
            return [$"{problem.Message} {expression}"];
        }

        var known = query.Selectors.Where(selector => KnownMetrics.All.ContainsKey(selector.Metric)).ToList();
        return
        [
            .. query.Selectors.Except(known).Select(selector => $"{selector.Metric} is no metric."),
            .. from selector in known
               from label in selector.Labels
               where !KnownMetrics.All[selector.Metric].Contains(label)
               select $"{selector.Metric} has no label {label}.",
            .. query.Grouped.Concat(shown).Where(label => !known.Exists(selector => KnownMetrics.All[selector.Metric].Contains(label)))
                .Select(label => $"no metric in it has a label {label}."),
            .. query.Grouped.Count == 0 ? [] : shown.Where(label => !query.Grouped.Contains(label)).Select(label => $"{label} is grouped away before it is shown."),
        ];
    }

    private static System.Text.Json.Nodes.JsonObject Read(string file) => Files.Dashboard(Path.Combine(Files.Root, "grafana", "dashboards", file));

    [GeneratedRegex("{{(\\w+)}}")]
    private static partial Regex Legend();

    [GeneratedRegex(@"\$labels\.(\w+)")]
    private static partial Regex Template();

    [GeneratedRegex(@"^label_values\((?<metric>\w+), (?<label>\w+)\)$")]
    private static partial Regex LabelValues();
}
