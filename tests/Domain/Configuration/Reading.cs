using Xunit;

namespace SocialCrm.Configuration;

internal static class Reading
{
    /// <summary>The part of a document without faults.</summary>
    public static T Sound<T>(string kind, string text)
    {
        var read = ConfigurationReader.Read(kind, text);
        Assert.Empty(read.Findings.Faults);
        return Assert.IsType<T>(read.Part);
    }

    /// <summary>Its faults, one a line: field, rule, detail.</summary>
    public static string Faults(string kind, string text) => string.Join('\n', ConfigurationReader.Read(kind, text).Findings.Faults.Select(f => $"{f.Field} {f.Rule} {f.Detail}".TrimEnd()));
}
