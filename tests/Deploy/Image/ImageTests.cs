using System.Diagnostics;
using System.Globalization;
using SocialCrm.Silo;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Deploy.Image;

/// <summary>What the Dockerfile makes, started as a container starts it.</summary>
public sealed class ImageTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("crm-image-data-");
    private BuiltImage _image = null!;

    public async Task InitializeAsync() => _image = await BuiltImage.MakeAsync(SiloHosting.EngineName == "orleans" ? "Orleans" : "Embedded");

    public Task DisposeAsync()
    {
        _image.Dispose();
        _data.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Built_image_starts_answers_its_health_check_and_ends_at_sigterm()
    {
        foreach (var name in (string[])["Api", "Silo", "Cli"])
            foreach (var part in (string[])["dll", "runtimeconfig.json", "deps.json"])
                Assert.True(File.Exists(Path.Combine(_image.App, $"SocialCrm.{name}.{part}")), $"{name}.{part}");

        var final = Dockerfile.Read().Stages.Last();
        var program = Path.Combine(_image.App, final.Single(static i => i.Name == "CMD").Exec[0]);
        var port = Ports.Free();
        Assert.NotEqual(0, await HealthyAsync(port));

        // As in the image, but for what a container has to itself: its port and its /data.
        var settings = Dockerfile.Read().Environment.Select(v => (v.Key, v.Value.Replace("0.0.0.0:8080", $"127.0.0.1:{Text(port)}", StringComparison.Ordinal)
            .Replace("/data", _data.FullName, StringComparison.Ordinal))).ToArray();
        await using var service = await ServiceProcess.StartAsync(program, port, static _ => [], "/healthz/ready", settings);
        Assert.Equal(0, await HealthyAsync(port));
        Assert.True(File.Exists(Path.Combine(_data.FullName, "crm.db")));
        var doctor = await EndedProcess.OfAsync(
            Path.Combine(_image.App, "SocialCrm.Cli.dll"), "en_GB.UTF-8", "doctor", "--data", _data.FullName, "--url", $"http://127.0.0.1:{Text(port)}", "--key", ServiceProcess.Key);
        Assert.True(doctor.ExitCode == 0, doctor.Output + doctor.Error);
        await service.TerminateAsync();
        Assert.Equal(0, await service.ExitAsync(TimeSpan.FromSeconds(60)));
        Assert.NotEqual(0, await HealthyAsync(port));
    }

    /// <summary>The health check's own program, and its exit code.</summary>
    private static async Task<int> HealthyAsync(int port)
    {
        var check = Dockerfile.Read().Stages.Last().Single(static i => i.Name == "HEALTHCHECK").Exec;
        var start = new ProcessStartInfo(Repository.PathOf("deploy/docker/" + check[0]), [Text(port)]) { UseShellExecute = false };
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(late.Token);
        return process.ExitCode;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
