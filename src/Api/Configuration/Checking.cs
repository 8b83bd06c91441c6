using SocialCrm.Access;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary>What would be wrong if a document were in force with the others that are.</summary>
internal sealed class Checking(Configurations configurations, IAccessStore access)
{
    /// <summary>Faults of the document by their fields; names that others would miss by <c>KIND: FIELD</c>.</summary>
    public async Task<IReadOnlyList<ConfigurationFault>> FaultsOfAsync(string kind, string text, CancellationToken cancellation)
    {
        var read = ConfigurationReader.Read(kind, text);
        if (!read.IsSound) return read.Findings.Faults;
        var others = DocumentKinds.All.Where(k => k != kind).Select(Current).ToList();
        var people = (await access.PeopleAsync(cancellation)).Select(static p => p.Name).ToHashSet(StringComparer.Ordinal);
        // What others miss already isn't this document's doing: mending one after the other must be possible.
        var before = ConfigurationReader.UnknownNames([.. others, Current(kind)], people).ToHashSet();
        return
        [
            .. ConfigurationReader.UnknownNames([.. others, read], people).Where(f => f.Kind == kind || !before.Contains(f))
                .Select(f => f.Kind == kind ? f.Fault : f.Fault with { Field = $"{f.Kind}: {f.Fault.Field}" }),
        ];
    }

    private ReadDocument Current(string kind) => ConfigurationReader.Read(kind, configurations.TextAt(kind, long.MaxValue).Text);
}
