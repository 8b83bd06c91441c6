using System.Diagnostics;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Browser;

/// <summary>The console's types are those of the service.</summary>
public sealed class TypesTests
{
    [Fact]
    public async Task Types_areMadeFromTodaysDocument()
    {
        var folder = Directory.CreateTempSubdirectory("crm-types-");
        await using (var service = await ServiceProcess.StartAsync("sqlite", folder.FullName))
        {
            // The build has put the console's packages there.
            using var made = Process.Start(new ProcessStartInfo("node", ["api/makeTypes.mjs", $"http://127.0.0.1:{service.Port}/openapi/v1.json", "--check"])
            {
                WorkingDirectory = ConsoleSource.Folder(),
                RedirectStandardError = true,
                UseShellExecute = false,
            }) ?? throw new InvalidOperationException("node did not start");
            var told = await made.StandardError.ReadToEndAsync();
            await made.WaitForExitAsync();

            Assert.True(made.ExitCode == 0, told);
        }

        folder.Delete(recursive: true);
    }
}
