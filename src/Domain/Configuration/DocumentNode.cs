using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SocialCrm.Configuration;

/// <summary>
/// One place of a YAML document, with its path. Reading never throws: what doesn't fit is added to the document's faults, and the reader gets null.
/// </summary>
public sealed class DocumentNode
{
    /// <summary>Longest document, in characters.</summary>
    public const int MaxDocument = 1_000_000;

    /// <summary>Longest name, in characters.</summary>
    public const int MaxName = 64;

    /// <summary>Deepest nesting; deeper is refused before it is read.</summary>
    public const int MaxDepth = 40;

    private readonly YamlNode _node;
    private readonly DocumentFindings _findings;

    private DocumentNode(YamlNode node, string path, DocumentFindings findings) => (_node, Path, _findings) = (node, path, findings);

    /// <summary>Such as <c>policies[2].firstResponse</c>; empty for the document.</summary>
    public string Path { get; }

    public IReadOnlyList<ConfigurationFault> Faults => _findings.Faults;

    public bool IsMapping => _node is YamlMappingNode;

    public bool IsList => _node is YamlSequenceNode;

    /// <summary>The document's root; null when it isn't YAML, and the faults say why. An empty document is an empty mapping.</summary>
    public static DocumentNode? Parse(string text, List<ConfigurationFault> faults) => Parse(text, new DocumentFindings(faults));

    /// <summary>As above; the findings also get the names that the document gives and uses.</summary>
    public static DocumentNode? Parse(string text, DocumentFindings findings)
    {
        var faults = findings.Faults;
        if (text.Length > MaxDocument)
        {
            faults.Add(new("", ConfigurationRule.TooMany, MaxDocument.ToString(CultureInfo.InvariantCulture)));
            return null;
        }

        try
        {
            using var guard = new StringReader(text);
            if (!IsShallow(new Parser(guard), faults)) return null;
            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(reader);
            return new DocumentNode(stream.Documents.Count == 0 ? new YamlMappingNode() : stream.Documents[0].RootNode, "", findings);
        }
        catch (YamlException e)
        {
            faults.Add(new("", ConfigurationRule.Syntax, $"{e.Start.Line}:{e.Start.Column} {e.InnerException?.Message ?? e.Message}"));
            return null;
        }
    }

    /// <summary>Anchors are refused with it: a few lines of them can stand for gigabytes.</summary>
    private static bool IsShallow(Parser parser, List<ConfigurationFault> faults)
    {
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            var isAlias = parser.Current is YamlDotNet.Core.Events.AnchorAlias;
            if (depth <= MaxDepth && !isAlias) continue;
            faults.Add(new("", isAlias ? ConfigurationRule.Syntax : ConfigurationRule.TooMany,
                $"{parser.Current.Start.Line}:{parser.Current.Start.Column} {(isAlias ? "alias" : MaxDepth.ToString(CultureInfo.InvariantCulture))}"));
            return false;
        }

        return true;
    }

    /// <summary>The member, or null when it isn't there or is empty.</summary>
    public DocumentNode? Member(string name)
    {
        if (_node is not YamlMappingNode mapping || !mapping.Children.TryGetValue(new YamlScalarNode(name), out var child)) return null;
        return child is YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } ? null : new DocumentNode(child, PathOf(name), _findings);
    }

    /// <summary>As <see cref="Member"/>; a missing one is a fault.</summary>
    public DocumentNode? Needed(string name)
    {
        var member = Member(name);
        if (member is null) _findings.Faults.Add(new(PathOf(name), ConfigurationRule.Required));
        return member;
    }

    /// <summary>All members by name, in the order written; a fault when this isn't a mapping.</summary>
    public IReadOnlyList<(string Name, DocumentNode Node)> Members()
    {
        if (_node is not YamlMappingNode mapping)
        {
            Refuse(ConfigurationRule.WrongShape, "mapping");
            return [];
        }

        return [.. mapping.Children.Select(c => ((c.Key as YamlScalarNode)?.Value ?? "", c.Value))
            .Select(c => (c.Item1, new DocumentNode(c.Value, PathOf(c.Item1), _findings)))];
    }

    /// <summary>Each member but these is a fault; so is a node that isn't a mapping.</summary>
    public bool Only(params ReadOnlySpan<string> names)
    {
        _findings.Members[Path] = names.ToArray();
        var fits = IsMapping;
        foreach (var (name, node) in Members())
        {
            if (names.Contains(name)) continue;
            node.Refuse(ConfigurationRule.UnknownMember, name);
            fits = false;
        }

        return fits;
    }

    /// <summary>A list's items; a single word or mapping counts as a list of one.</summary>
    public IReadOnlyList<DocumentNode> Items(int max)
    {
        if (_node is not YamlSequenceNode list) return [this];
        if (list.Children.Count > max) Refuse(ConfigurationRule.TooMany, max.ToString(CultureInfo.InvariantCulture));
        return [.. list.Children.Take(max).Select((child, i) => new DocumentNode(child, $"{Path}[{i}]", _findings))];
    }

    /// <summary>A single value, 1 to <paramref name="max"/> characters.</summary>
    public string? Text(int max = 200)
    {
        if (_node is not YamlScalarNode { Value: { } value })
        {
            Refuse(ConfigurationRule.WrongShape, "text");
            return null;
        }

        if (value.Trim().Length == 0)
        {
            Refuse(ConfigurationRule.Required);
            return null;
        }

        if (value.Length <= max) return value;
        Refuse(ConfigurationRule.TooMany, max.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    /// <summary>Whether this is just that word.</summary>
    public bool Is(string word) => _node is YamlScalarNode { Value: { } value } && value == word;

    public IReadOnlyList<string> Texts(int max, int maxLength = 200) => [.. Items(max).Select(item => item.Text(maxLength)).OfType<string>()];

    public long? Number(long min, long max)
    {
        if (_node is YamlScalarNode { Value: { } value } && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max) return number;
        Refuse(ConfigurationRule.OutOfRange, $"{min.ToString(CultureInfo.InvariantCulture)}..{max.ToString(CultureInfo.InvariantCulture)}");
        return null;
    }

    /// <summary>A number with or without a fraction, after a point.</summary>
    public double? Real(double min, double max)
    {
        if (_node is YamlScalarNode { Value: { } value } && double.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max) return number;
        Refuse(ConfigurationRule.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"{min}..{max}"));
        return null;
    }

    /// <summary>Percent, with or without the sign: <c>80</c>, <c>80%</c>.</summary>
    public int? Percent(int min, int max)
    {
        if (_node is YamlScalarNode { Value: { } value } && int.TryParse(value.EndsWith('%') ? value[..^1] : value, NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            && percent >= min && percent <= max) return percent;
        Refuse(ConfigurationRule.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"{min}..{max}"));
        return null;
    }

    /// <summary>A name that has to be defined in the configuration.</summary>
    public string? Reference(NameKind kind)
    {
        if (Text(MaxName) is not { } name) return null;
        RefersTo(kind, name);
        return name;
    }

    public bool? Flag()
    {
        switch ((_node as YamlScalarNode)?.Value)
        {
            case "true" or "yes":
                return true;
            case "false" or "no":
                return false;
        }

        Refuse(ConfigurationRule.UnknownWord, "true, false");
        return null;
    }

    /// <summary>Such as <c>90s</c>, <c>30m</c>, <c>2h</c>, <c>1h30m</c>, <c>2d</c> (48 hours).</summary>
    public TimeSpan? Duration(TimeSpan min, TimeSpan max)
    {
        if (_node is YamlScalarNode { Value: { } value } && Durations.Parse(value) is { } duration && duration >= min && duration <= max) return duration;
        Refuse(ConfigurationRule.NotADuration, $"{Durations.Text(min)}..{Durations.Text(max)}");
        return null;
    }

    /// <summary>One of the words, as a value; the fault lists them.</summary>
    public T? Word<T>(IReadOnlyDictionary<string, T> words) where T : struct
    {
        if (_node is YamlScalarNode { Value: { } value } && words.TryGetValue(value, out var word)) return word;
        Refuse(ConfigurationRule.UnknownWord, string.Join(", ", words.Keys));
        return null;
    }

    /// <summary>A name that people give to something here: 1 to 64 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, beginning with a letter or digit.</summary>
    public string? Name()
    {
        if (Text(MaxName) is not { } name) return null;
        if (IsName(name)) return name;
        Refuse(ConfigurationRule.NotAName);
        return null;
    }

    public static bool IsName(string name) =>
        name.Length is > 0 and <= MaxName && char.IsLetterOrDigit(name[0]) && name.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>This place says what a name stands for; a second time is a fault.</summary>
    public void Defines(NameKind kind, string name)
    {
        if (!_findings.Defined.Add((kind, name))) Refuse(ConfigurationRule.Twice, name);
    }

    /// <summary>This place uses a name that has to be defined somewhere in the configuration, in whichever document and order.</summary>
    public void RefersTo(NameKind kind, string name) => _findings.Used.Add(new(Path, kind, name));

    public void Refuse(ConfigurationRule rule, string? detail = null) => RefuseAt(Path, rule, detail);

    /// <param name="about">What the text of the contradiction names; null where it names nothing.</param>
    public void Refuse(Contradiction contradiction, string? about = null) =>
        Refuse(ConfigurationRule.Impossible, about is null ? contradiction.ToString() : $"{contradiction} {about}");

    /// <summary>As <see cref="Refuse(ConfigurationRule, string?)"/>, for what a later look finds at another place of the document.</summary>
    public void RefuseAt(string field, ConfigurationRule rule, string? detail = null) => _findings.Faults.Add(new(field, rule, detail));

    private string PathOf(string member) => Path.Length == 0 ? member : $"{Path}.{member}";
}
