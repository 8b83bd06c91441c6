using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SocialCrm.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace SocialCrm.Calendars;

/// <summary>Adds closed days to a calendar of a written document, as lines, or within its braces: what people wrote, comments too, stays as it is.</summary>
public static class DaysImport
{
    private const int Indent = 2;

    /// <param name="document">A sound <c>calendars</c> document.</param>
    /// <param name="days">Those that the calendar names already are left out.</param>
    /// <returns>The document with the days, the same one when there are none to add; or what stands in the way.</returns>
    public static (string? Document, int Added, ConfigurationFault? Fault) Add(string document, string calendar, IEnumerable<NamedDay> days)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(document));
        var root = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode as YamlMappingNode;
        if (MappingOf(MappingOf(root, "calendars"), calendar) is not { } written)
            return (null, 0, new($"calendars.{calendar}", ConfigurationRule.UnknownReference, $"{NameKind.Calendar} {calendar}"));
        var named = MappingOf(written, "days");
        var known = KnownDays(named);
        var added = days.Where(d => !known.Contains(d.Date)).ToList();
        if (added.Count == 0) return (document, 0, null);
        var place = named ?? written;
        if (place.Style == MappingStyle.Flow) return (InBraces(document, place, named is null, added), added.Count, null);

        var first = place.Children.First().Key.Start;
        var indent = new string(' ', (int)first.Column - 1);
        List<string> lines = named is null ? [$"{indent}days:"] : [];
        var inner = named is null ? indent + new string(' ', Indent) : indent;
        lines.AddRange(added.Select(d => $"{inner}{LocalDatePattern.Iso.Format(d.Date)}: closed{Comment(d.Name)}"));
        var text = document.Split('\n').ToList();
        text.InsertRange((int)first.Line - 1, lines);
        return (string.Join('\n', text), added.Count, null);
    }

    /// <summary>A mapping in braces has no lines of its own to put others beside: the days come first in it, without their names, and in JSON as JSON.</summary>
    private static string InBraces(string document, YamlMappingNode place, bool isNew, IReadOnlyList<NamedDay> added)
    {
        var quote = place.Children.Keys.FirstOrDefault() is YamlScalarNode { Style: ScalarStyle.DoubleQuoted } ? "\"" : "";
        var days = string.Join(", ", added.Select(d => $"{quote}{LocalDatePattern.Iso.Format(d.Date)}{quote}: {quote}closed{quote}"));
        if (isNew) days = $"{quote}days{quote}: {{ {days} }}";
        return document.Insert(document.IndexOf('{', (int)place.Start.Index) + 1, place.Children.Count > 0 ? $" {days}," : $" {days} ");
    }

    private static HashSet<LocalDate> KnownDays(YamlMappingNode? days)
    {
        var known = new HashSet<LocalDate>();
        foreach (var ends in (days?.Children.Keys ?? []).OfType<YamlScalarNode>().Select(static k => (k.Value ?? "").Split("..")))
        {
            if (LocalDatePattern.Iso.Parse(ends[0]) is not { Success: true } first || LocalDatePattern.Iso.Parse(ends[^1]) is not { Success: true } last) continue;
            for (var date = first.Value; date <= last.Value; date = date.PlusDays(1)) known.Add(date);
        }

        return known;
    }

    private static YamlMappingNode? MappingOf(YamlMappingNode? node, string name) =>
        node is not null && node.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child as YamlMappingNode : null;

    private static string Comment(string name)
    {
        var text = string.Concat(name.Where(static c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))).Trim();
        return text.Length == 0 ? "" : $"  # {text}";
    }
}
