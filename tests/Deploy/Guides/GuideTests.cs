using SocialCrm.Deploy.Compose;
using SocialCrm.Deploy.Image;
using SocialCrm.Deploy.Kubernetes;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Deploy.Guides;

/// <summary>What docs/guide/operating.md has typed at Docker and Kubernetes, read against the files of this repository: neither is here to run it.</summary>
public sealed class GuideTests
{
    /// <summary>Run by tests of Cli, EndToEnd and Cluster, and here read.</summary>
    private static readonly string[] Programs = ["./crm", "dotnet", "pg_dump", "createdb", "pg_restore", "docker", "kubectl", "export"];

    [Fact]
    public void Every_command_is_of_a_program_that_some_test_runs_or_reads() =>
        Assert.All(Guide.Commands, static c => Assert.Contains(c.Split(' ')[0], Programs));

    [Fact]
    public void Docker_builds_and_runs_the_image_that_there_is()
    {
        var dockerfile = Dockerfile.Read();
        var text = Repository.TextOf("Dockerfile");
        Assert.NotEmpty(Guide.Of("docker build "));
        foreach (var words in Guide.Of("docker build ").Select(Guide.Words))
        {
            Assert.Equal(".", words[^1]);
            Assert.Equal("socialcrm:local", After(words, "--tag"));
            if (words.Contains("--secret")) Assert.Contains($"type=secret,{After(words, "--secret")!.Split(',')[0]},", text, StringComparison.Ordinal);
        }

        var run = Guide.Words(Assert.Single(Guide.Of("docker run ")));
        Assert.Equal("socialcrm:local", run[^1]);
        Assert.EndsWith(":" + new Uri(dockerfile.Environment["URLS"]).Port, After(run, "--publish"), StringComparison.Ordinal);
        Assert.EndsWith(":" + dockerfile.Stages.Last().Single(static i => i.Name == "VOLUME").Text, After(run, "--volume"), StringComparison.Ordinal);
    }

    [Fact]
    public void Docker_compose_names_services_variables_and_programs_that_there_are()
    {
        var file = ComposeFile.Read(ComposeFile.Given);
        var services = file["services"]!.AsObject().Select(static s => s.Key).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(ComposeFile.Given.Keys.Order(), Guide.Of("export ").SelectMany(Guide.Words).Where(static w => w.Contains('=', StringComparison.Ordinal)).Select(static w => w.Split('=')[0]).Order());
        foreach (var words in Guide.Of("docker compose ").Select(Guide.Words))
        {
            Assert.Contains(words[2], (string[])["up", "run", "build"]);
            foreach (var scaled in words.Where((_, i) => i > 0 && words[i - 1] == "--scale")) Assert.Contains(scaled.Split('=')[0], services);
            if (words[2] == "run")
            {
                var service = words.Skip(3).First(static w => !w.StartsWith('-'));
                Assert.Contains(service, services);
                Assert.Equal("SocialCrm.Cli.dll", words[words.ToList().IndexOf(service) + 1]);
            }
            else if (words[2] == "up" && !words[^1].StartsWith('-') && words[^2] != "--scale")
            {
                Assert.Contains(words[^1], services);
            }
        }

        // Containers are named project-service-number.
        foreach (var container in Guide.Of("docker stop ").Concat(Guide.Of("docker rm ")).Select(static c => Guide.Words(c)[2].Split('-')))
        {
            Assert.Equal(file["name"]!.GetValue<string>(), container[0]);
            Assert.Contains(container[1], services);
        }
    }

    [Fact]
    public void Kubectl_names_folders_objects_and_secrets_that_there_are()
    {
        Assert.NotEmpty(Guide.Of("kubectl "));
        foreach (var words in Guide.Of("kubectl ").Select(Guide.Words))
        {
            if (After(words, "--namespace") is { } given) Assert.Equal(Manifests.Kustomization["namespace"]!.GetValue<string>(), given);
            if (After(words, "--kustomize") is { } folder) Assert.True(File.Exists(Repository.PathOf(folder + "/kustomization.yaml")), folder);
            foreach (var deployment in words.Where(static w => w.StartsWith("deployment/", StringComparison.Ordinal))) Assert.NotNull(Manifests.Of("Deployment", deployment.Split('/')[1]));
            if (!words.Contains("secret")) continue;
            Assert.Equal(Manifests.Secret.Name(), words[words.ToList().IndexOf("generic") + 1]);
            Assert.Equal(
                Manifests.Secret["stringData"]!.AsObject().Select(static s => s.Key),
                words.Where(static w => w.StartsWith("--from-literal=", StringComparison.Ordinal)).Select(static w => w.Split('=')[1]));
        }
    }

    private static string? After(IReadOnlyList<string> words, string option) => words.SkipWhile(w => w != option).Skip(1).FirstOrDefault();
}
