using System.Globalization;
using System.Text;

namespace SocialCrm.Figures;

/// <summary>Readings in Prometheus' text format, version 0.0.4, with the names that OpenTelemetry's translation gives: <c>crm.commit.duration</c> in ms is <c>crm_commit_duration_milliseconds</c>.</summary>
public static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Of(IEnumerable<Reading> readings)
    {
        var text = new StringBuilder();
        foreach (var reading in readings) Write(text, reading);
        return text.ToString();
    }

    public static string NameOf(Reading reading)
    {
        var name = string.Concat(reading.Name.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        var unit = reading.Unit switch { "ms" => "_milliseconds", "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (!name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return reading.Kind == ReadingKind.Counter ? name + "_total" : name;
    }

    private static void Write(StringBuilder text, Reading reading)
    {
        var name = NameOf(reading);
        text.Append("# HELP ").Append(name).Append(' ').AppendLine(reading.Description.ReplaceLineEndings(" "));
        text.Append("# TYPE ").Append(name).Append(' ').AppendLine(reading.Kind.ToString().ToLowerInvariant());
        foreach (var (tags, series) in reading.Series)
        {
            var labels = string.Join(',', tags.All.Select(static tag => $"{Label(tag.Key)}=\"{Escaped(tag.Value)}\""));
            if (reading.Kind == ReadingKind.Histogram) Histogram(text, name, labels, reading.Bounds, series);
            else Line(text, name, labels, series.Value);
        }
    }

    private static void Histogram(StringBuilder text, string name, string labels, double[] bounds, Series series)
    {
        long below = 0;
        var lead = labels.Length == 0 ? "" : labels + ",";
        for (var i = 0; i <= bounds.Length; i++)
        {
            below += series.CountOf(i);
            Line(text, name + "_bucket", $"{lead}le=\"{(i < bounds.Length ? Number(bounds[i]) : "+Inf")}\"", below);
        }

        Line(text, name + "_sum", labels, series.Value);
        Line(text, name + "_count", labels, below);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Label(string key) => string.Concat(key.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Escaped(object? value) => (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
