using System.Text;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Interactions.Reading;

/// <summary>The known channels' names by their bytes, so that a channel costs no string of its own.</summary>
internal static class ChannelNames
{
    private static readonly (byte[] Bytes, string Name)[][] ByLength = Build();

    public static string? Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length >= ByLength.Length) return null;
        foreach (var (bytes, name) in ByLength[utf8.Length])
        {
            if (utf8.SequenceEqual(bytes)) return name;
        }

        return null;
    }

    private static (byte[] Bytes, string Name)[][] Build()
    {
        var all = Channels.Known.Select(name => (Bytes: Encoding.UTF8.GetBytes(name), name)).ToArray();
        return [.. Enumerable.Range(0, all.Max(c => c.Bytes.Length) + 1).Select(length => all.Where(c => c.Bytes.Length == length).ToArray())];
    }
}
