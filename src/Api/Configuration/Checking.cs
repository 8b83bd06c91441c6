using SocialCrm.Access;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary>What would be wrong if documents were in force with the others that are.</summary>
internal sealed class Checking(Configurations configurations, IAccessStore access)
{
    /// <summary>As below, of one document.</summary>
    public Task<IReadOnlyList<ConfigurationFault>> FaultsOfAsync(string kind, string text, CancellationToken cancellation) =>
        FaultsOfAsync([ConfigurationReader.Read(kind, text)], cancellation);

    /// <param name="read">One a kind.</param>
    /// <returns>By their fields; <c>KIND: FIELD</c> where several documents are checked, or another one would miss a name.</returns>
    public async Task<IReadOnlyList<ConfigurationFault>> FaultsOfAsync(IReadOnlyList<ReadDocument> read, CancellationToken cancellation)
    {
        var kinds = read.Select(static d => d.Kind).ToHashSet(StringComparer.Ordinal);
        var faults = read.SelectMany(static d => d.Findings.Faults, static (d, fault) => (d.Kind, Fault: fault)).ToList();
        if (faults.Count == 0)
        {
            var people = (await access.PeopleAsync(cancellation)).Select(static p => p.Name).ToHashSet(StringComparer.Ordinal);
            var others = DocumentKinds.All.Where(kind => !kinds.Contains(kind)).Select(Current).ToList();
            // What others miss already isn't these documents' doing: mending one after the other must be possible.
            var before = ConfigurationReader.UnknownNames([.. others, .. kinds.Select(Current)], people).ToHashSet();
            faults.AddRange(ConfigurationReader.UnknownNames([.. others, .. read], people).Where(f => kinds.Contains(f.Kind) || !before.Contains(f)));
        }

        return [.. faults.Select(f => kinds.Count == 1 && kinds.Contains(f.Kind) ? f.Fault : f.Fault with { Field = $"{f.Kind}: {f.Fault.Field}" })];
    }

    private ReadDocument Current(string kind) => ConfigurationReader.Read(kind, configurations.TextAt(kind, long.MaxValue).Text);
}
