using SocialCrm.Access;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary>What would be wrong if documents were in force with the others that are.</summary>
internal sealed class Checking(Configurations configurations, IAccessStore access)
{
    /// <param name="documents">Texts by kind.</param>
    /// <returns>By their fields; <c>KIND: FIELD</c> where several documents are checked, or another one would miss a name.</returns>
    public async Task<IReadOnlyList<ConfigurationFault>> FaultsOfAsync(IReadOnlyDictionary<string, string> documents, CancellationToken cancellation)
    {
        var read = documents.Select(static d => ConfigurationReader.Read(d.Key, d.Value)).ToList();
        var faults = read.SelectMany(static d => d.Findings.Faults, static (d, fault) => (d.Kind, Fault: fault)).ToList();
        if (faults.Count == 0)
        {
            var people = (await access.PeopleAsync(cancellation)).Select(static p => p.Name).ToHashSet(StringComparer.Ordinal);
            var others = DocumentKinds.All.Where(kind => !documents.ContainsKey(kind)).Select(Current).ToList();
            // What others miss already isn't these documents' doing: mending one after the other must be possible.
            var before = ConfigurationReader.UnknownNames([.. DocumentKinds.All.Select(Current)], people).ToHashSet();
            faults.AddRange(ConfigurationReader.UnknownNames([.. others, .. read], people).Where(f => documents.ContainsKey(f.Kind) || !before.Contains(f)));
        }

        return [.. faults.Select(f => documents.Count == 1 && documents.ContainsKey(f.Kind) ? f.Fault : f.Fault with { Field = $"{f.Kind}: {f.Fault.Field}" })];
    }

    private ReadDocument Current(string kind) => ConfigurationReader.Read(kind, configurations.TextAt(kind, long.MaxValue).Text);
}
