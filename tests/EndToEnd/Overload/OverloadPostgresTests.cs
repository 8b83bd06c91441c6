using SocialCrm.TestKit;
using Xunit.Abstractions;

namespace SocialCrm.Overload;

/// <summary>Everything in one process, whichever engine runs it.</summary>
public sealed class OverloadPostgresTests(ITestOutputHelper output) : OverloadTests(output), IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-overload-");

    public void Dispose() => _folder.Delete(recursive: true);

    protected override async Task<(IAsyncDisposable Service, string Store, HttpClient Client)> StartAsync(params (string Name, string Value)[] settings)
    {
        var store = await PostgresServer.NewDatabaseAsync();
        var service = await ServiceProcess.StartAsync(store, _folder.FullName, settings);
        return (service, store, service.Client());
    }
}
