using System.Text.Json.Nodes;

namespace SocialCrm.Deploy.Kubernetes;

/// <summary>The objects of deploy/kubernetes, as its kustomization lists them.</summary>
internal static class Manifests
{
    private const string Folder = "deploy/kubernetes";

    public static readonly JsonObject Kustomization = Yaml.All(Repository.TextOf($"{Folder}/kustomization.yaml")).Single();

    public static readonly IReadOnlyList<JsonObject> All = [.. Kustomization["resources"]!.AsArray().SelectMany(static f => Yaml.All(Repository.TextOf($"{Folder}/{f}")))];

    public static readonly JsonObject Secret = Yaml.All(Repository.TextOf($"{Folder}/secret.template.yaml")).Single();

    public static IEnumerable<JsonObject> Of(string kind) => All.Where(o => o["kind"]!.GetValue<string>() == kind);

    public static JsonObject Of(string kind, string name) => Of(kind).Single(o => o.Name() == name);

    public static string Name(this JsonObject o) => o["metadata"]!["name"]!.GetValue<string>();

    public static JsonObject Pod(this JsonObject deployment) => deployment["spec"]!["template"]!.AsObject();

    public static JsonObject Container(this JsonObject deployment) => deployment.Pod()["spec"]!["containers"]!.AsArray().Single()!.AsObject();

    public static IReadOnlyDictionary<string, string> Texts(this JsonNode? map) => map?.AsObject().ToDictionary(static p => p.Key, static p => p.Value!.ToString(), StringComparer.Ordinal) ?? [];

    /// <summary>The deployments whose pods a selector picks.</summary>
    public static IEnumerable<JsonObject> PickedBy(JsonNode? labels) => Of("Deployment").Where(d => labels.Texts().All(l => d.Pod()["metadata"]!["labels"].Texts().Contains(l)));
}
