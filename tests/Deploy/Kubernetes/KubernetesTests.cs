using System.Text.Json.Nodes;
using SocialCrm.Deploy.Image;
using SocialCrm.Silo.Hosting;
using Xunit;

namespace SocialCrm.Deploy.Kubernetes;

/// <summary>What can be said of the manifests without Kubernetes.</summary>
public sealed class KubernetesTests
{
    [Fact]
    public async Task Manifests_have_the_form_of_their_kinds()
    {
        Assert.Empty(await Schemas.FaultsAsync("kubernetes.mjs", new JsonArray([.. Manifests.All.Append(Manifests.Secret).Select(static o => o.DeepClone())])));
        var misspelt = Manifests.Of("Deployment", "silo").DeepClone().AsObject();
        misspelt["spec"]!["replica"] = 3;
        Assert.Contains(await Schemas.FaultsAsync("kubernetes.mjs", new JsonArray(misspelt)), static f => f.Contains("replica", StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_is_in_the_namespace_that_is_made()
    {
        var name = Manifests.Of("Namespace").Single().Name();
        Assert.Equal(name, Manifests.Kustomization["namespace"]!.GetValue<string>());
        Assert.All(Manifests.All.Append(Manifests.Secret).Where(static o => o["kind"]!.GetValue<string>() != "Namespace"), o => Assert.Equal(name, o["metadata"]!["namespace"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("api")]
    public void Selectors_find_the_pods_of_one_deployment(string name)
    {
        var deployment = Manifests.Of("Deployment", name);
        Assert.Equal([deployment], Manifests.PickedBy(deployment["spec"]!["selector"]!["matchLabels"]));
        Assert.Equal([deployment], Manifests.PickedBy(Manifests.Of("PodDisruptionBudget", name)["spec"]!["selector"]!["matchLabels"]));
        Assert.Equal([deployment], Manifests.PickedBy(Manifests.Of("NetworkPolicy", name)["spec"]!["podSelector"]!["matchLabels"]));
        var spread = deployment.Pod()["spec"]!["affinity"]!["podAntiAffinity"]!["preferredDuringSchedulingIgnoredDuringExecution"]![0]!["podAffinityTerm"]!;
        Assert.Equal([deployment], Manifests.PickedBy(spread["labelSelector"]!["matchLabels"]));
        Assert.Contains(Manifests.Of("ServiceAccount"), a => a.Name() == deployment.Pod()["spec"]!["serviceAccountName"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("api")]
    public void Environment_is_of_settings_that_exist(string name)
    {
        var container = Manifests.Of("Deployment", name).Container();
        var environment = Dockerfile.Read().Environment.Concat(Manifests.Of("ConfigMap").Single()["data"].Texts())
            .Concat(container["env"]!.AsArray().Select(static v => KeyValuePair.Create(v!["name"]!.GetValue<string>(), ValueOf(v)))).GroupBy(static v => v.Key).Select(static v => v.Last());
        var known = KnownSettings.Of(environment);
        Assert.Empty(known.Unknown);
        Assert.Equal(name == "api" ? SiloRole.Cluster : SiloRole.Own, known.Settings.Role);
        Assert.Equal($"SocialCrm.{(name == "api" ? "Api" : "Silo")}.dll", Assert.Single(container["args"]!.AsArray())!.GetValue<string>());
        Assert.Equal("socialcrm", Assert.Single(container["envFrom"]!.AsArray())!["configMapRef"]!["name"]!.GetValue<string>());

        var ports = container["ports"]!.AsArray().ToDictionary(static p => p!["name"]!.GetValue<string>(), static p => p!["containerPort"]!.GetValue<int>(), StringComparer.Ordinal);
        Assert.EndsWith($":{ports["http"]}", known.Settings.Urls, StringComparison.Ordinal);
        if (name != "silo") return;
        Assert.Equal("10.9.8.7", known.Settings.Cluster.Address.ToString());
        Assert.Equal(known.Settings.Cluster.GatewayPort, ports["gateway"]);
        Assert.Equal(known.Settings.Cluster.SiloPort, ports["silo"]);
        Assert.Equal(ports.Values.Order(), Dockerfile.Read().Instructions.Single(static i => i.Name == "EXPOSE").Words.Select(int.Parse).Order());
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("api")]
    public void Ports_that_are_named_are_those_of_the_container(string name)
    {
        var deployment = Manifests.Of("Deployment", name);
        var ports = deployment.Container()["ports"]!.AsArray().Select(static p => p!["name"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        var rules = Manifests.Of("NetworkPolicy", name)["spec"]!["ingress"]!.AsArray().SelectMany(static r => r!["ports"]!.AsArray()).Select(static p => p!["port"]!.GetValue<string>());
        var probes = new[] { "startupProbe", "readinessProbe", "livenessProbe" }.Select(p => deployment.Container()[p]!["httpGet"]!["port"]!.GetValue<string>());
        Assert.Superset(rules.Concat(probes).ToHashSet(StringComparer.Ordinal), ports);
        foreach (var service in Manifests.Of("Service").Where(s => Manifests.PickedBy(s["spec"]!["selector"]).Contains(deployment)))
            Assert.Contains(service["spec"]!["ports"]![0]!["targetPort"]!.GetValue<string>(), ports);
        Assert.Equal("8080", deployment.Pod()["metadata"]!["annotations"]!["prometheus.io/port"]!.GetValue<string>());
    }

    [Fact]
    public void Silo_ports_are_for_processes_only()
    {
        foreach (var rule in Manifests.Of("NetworkPolicy", "silo")["spec"]!["ingress"]!.AsArray())
        {
            var from = Assert.Single(rule!["from"]!.AsArray())!;
            var ports = rule["ports"]!.AsArray().Select(static p => p!["port"]!.GetValue<string>()).ToList();
            if (from["namespaceSelector"] is not null) Assert.Equal(["http"], ports);
            else Assert.Equal(Manifests.PickedBy(from["podSelector"]!["matchLabels"]).Single().Name() == "silo" ? ["silo"] : ["gateway"], ports);
        }
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("api")]
    public void Pods_need_no_rights_and_can_be_moved(string name)
    {
        var deployment = Manifests.Of("Deployment", name);
        var pod = deployment.Pod()["spec"]!;
        Assert.True(pod["securityContext"]!["runAsNonRoot"]!.GetValue<bool>());
        Assert.Equal("RuntimeDefault", pod["securityContext"]!["seccompProfile"]!["type"]!.GetValue<string>());
        var rights = deployment.Container()["securityContext"]!;
        Assert.True(rights["readOnlyRootFilesystem"]!.GetValue<bool>());
        Assert.False(rights["allowPrivilegeEscalation"]!.GetValue<bool>());
        Assert.Equal("ALL", Assert.Single(rights["capabilities"]!["drop"]!.AsArray())!.GetValue<string>());
        Assert.Equal(pod["volumes"]!.AsArray().Select(static v => v!["name"]!.ToString()), deployment.Container()["volumeMounts"]!.AsArray().Select(static v => v!["name"]!.ToString()));
        Assert.True(pod["terminationGracePeriodSeconds"]!.GetValue<int>() >= 60);
        Assert.True(deployment["spec"]!["replicas"]!.GetValue<int>() > Manifests.Of("PodDisruptionBudget", name)["spec"]!["maxUnavailable"]!.GetValue<int>());
    }

    [Fact]
    public void Secret_has_no_values_and_every_key_that_is_asked_for()
    {
        Assert.All(Manifests.Secret["stringData"].Texts().Values, static v => Assert.Empty(v));
        var asked = Manifests.Of("Deployment").SelectMany(static d => d.Container()["env"]!.AsArray()).Select(static v => v!["valueFrom"]?["secretKeyRef"]).Where(static k => k is not null).ToList();
        Assert.All(asked, static k => Assert.Equal(Manifests.Secret.Name(), k!["name"]!.GetValue<string>()));
        Assert.Equal(asked.Select(static k => k!["key"]!.GetValue<string>()).ToHashSet(), Manifests.Secret["stringData"].Texts().Keys.ToHashSet());
    }

    /// <summary>The pod's address and the secrets are known where it runs.</summary>
    private static string ValueOf(JsonNode variable) => variable["value"]?.GetValue<string>()
        ?? (variable["valueFrom"]!["fieldRef"]?["fieldPath"]?.GetValue<string>() == "status.podIP" ? "10.9.8.7" : "a secret");
}
