namespace SocialCrm.Cli.Configuration;

/// <summary>A folder with a file a kind of document, such as <c>calendars.yaml</c>. Other files are none of ours.</summary>
internal sealed class DocumentFolder(string path)
{
    private static readonly string[] Kinds = ["calendars", "response-times", "escalation", "rules", "routing", "notices", "templates"];

    public static IEnumerable<string> Names => Kinds.Select(static kind => kind + ".yaml");

    public string Path => path;

    public string PathOf(string kind) => System.IO.Path.Combine(path, kind + ".yaml");

    /// <summary>Those that are there.</summary>
    public async Task<IReadOnlyList<Document>> ReadAsync(CancellationToken cancellation)
    {
        List<Document> documents = [];
        foreach (var kind in Kinds.Where(kind => File.Exists(PathOf(kind)))) documents.Add(new(kind, await File.ReadAllTextAsync(PathOf(kind), cancellation)));
        return documents;
    }

    public async Task WriteAsync(Document document, CancellationToken cancellation)
    {
        Directory.CreateDirectory(path);
        await File.WriteAllTextAsync(PathOf(document.Kind), document.Text, cancellation);
    }
}

internal sealed record Document(string Kind, string Text);
