using System.Collections.Frozen;
using System.Globalization;

namespace SocialCrm.Rules;

/// <summary>The value is one of these words.</summary>
/// <param name="Of">Null where there is none; then it doesn't hold.</param>
internal sealed record OneOf(string Name, Func<Facts, string?> Of, FrozenSet<string> Words) : Test(Name)
{
    public override bool Holds(Facts facts) => Of(facts) is { } value && Words.Contains(value);

    protected override string Wanted => string.Join(", ", Words.Order(StringComparer.Ordinal));

    protected override string? Saw(Facts facts) => Of(facts);

    internal override bool FollowsFrom(RuleActions done) => done.ValueOf(Name) is { } value && Words.Contains(value);
}

/// <summary>One of the values is one of these words.</summary>
internal sealed record AnyIn(string Name, Func<Facts, IReadOnlyList<string>> Of, FrozenSet<string> Words) : Test(Name)
{
    public override bool Holds(Facts facts)
    {
        var values = Of(facts);
        for (var i = 0; i < values.Count; i++) if (Words.Contains(values[i])) return true;
        return false;
    }

    protected override string Wanted => string.Join(", ", Words.Order(StringComparer.Ordinal));

    protected override string? Saw(Facts facts) => Of(facts) is { Count: > 0 } values ? string.Join(", ", values) : null;
}

/// <summary>Yes or no; where neither is known, it doesn't hold.</summary>
internal sealed record FlagIs(string Name, Func<Facts, bool?> Of, bool Flag) : Test(Name)
{
    public override bool Holds(Facts facts) => Of(facts) == Flag;

    protected override string Wanted => Text(Flag);

    protected override string? Saw(Facts facts) => Of(facts) is { } flag ? Text(flag) : null;

    private static string Text(bool flag) => flag ? "true" : "false";
}

/// <summary>A number from a bound on, below another; where there is no number, it doesn't hold.</summary>
internal sealed record NumberIn(string Name, Func<Facts, double?> Of, double? AtLeast, double? Below) : Test(Name)
{
    public override bool Holds(Facts facts) => Of(facts) is { } number && !(number < AtLeast) && !(number >= Below);

    protected override string Wanted => (AtLeast, Below) switch
    {
        ({ } from, { } below) => string.Create(CultureInfo.InvariantCulture, $">= {from}, < {below}"),
        ({ } from, null) => string.Create(CultureInfo.InvariantCulture, $">= {from}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"< {Below}"),
    };

    protected override string? Saw(Facts facts) => Of(facts)?.ToString(CultureInfo.InvariantCulture);

    protected override bool IsKnown(Facts facts) => !(facts.IsErased && Name == "followers");
}

/// <summary>The message's language, with or without its region: <c>fi</c> also takes <c>fi-FI</c>.</summary>
internal sealed record LanguageIs(IReadOnlyList<string> Languages) : Test("language")
{
    public override bool Holds(Facts facts)
    {
        if (facts.Message?.Language is not { } language) return false;
        for (var i = 0; i < Languages.Count; i++) if (IsIn(language, Languages[i])) return true;
        return false;
    }

    protected override string Wanted => string.Join(", ", Languages);

    protected override string? Saw(Facts facts) => facts.Message?.Language;

    private static bool IsIn(string language, string wanted) =>
        language.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) && (language.Length == wanted.Length || language[wanted.Length] == '-');
}

/// <summary>One of these calendars is open at that moment.</summary>
internal sealed record CalendarOpen(IReadOnlyList<string> Calendars) : Test("calendarOpen")
{
    public override bool Holds(Facts facts)
    {
        for (var i = 0; i < Calendars.Count; i++) if (facts.Calendars.Of(Calendars[i]).IsOpen(facts.At)) return true;
        return false;
    }

    protected override string Wanted => string.Join(", ", Calendars);

    protected override string Saw(Facts facts) => string.Create(CultureInfo.InvariantCulture, $"{facts.At.ToUniversalTime():yyyy-MM-ddTHH:mm:ssZ}");
}
