using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Hosting;

/// <summary><c>crm config</c> against the real service, each in a process of its own.</summary>
public sealed class SqliteConfigCommandTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("crm-config-data-");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-config-");
    private ServiceProcess _service = null!;

    public async Task InitializeAsync() => _service = await ServiceProcess.StartAsync("sqlite", _data.FullName);

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _data.Delete(recursive: true);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Export_change_diff_and_import_round_the_whole_way()
    {
        Assert.Equal(0, (await CrmAsync("export")).ExitCode);
        Assert.Equal(7, _folder.GetFiles("*.yaml").Length);
        var same = await CrmAsync("diff");
        Assert.Equal((0, ""), (same.ExitCode, same.Output));

        var file = Path.Combine(_folder.FullName, "escalation.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("after: 1h", "after: 2h", StringComparison.Ordinal));
        var differs = await CrmAsync("diff");
        Assert.Equal(1, differs.ExitCode);
        Assert.Contains("-    - after: 1h\n+    - after: 2h\n", differs.Output, StringComparison.Ordinal);

        var imported = await CrmAsync("import", "--comment", "myöhemmin");
        Assert.Equal(0, imported.ExitCode);
        Assert.Contains("escalation: in force as version 1", imported.Output, StringComparison.Ordinal);
        Assert.Contains("rules: the same as version 0", imported.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await CrmAsync("diff")).ExitCode);
    }

    [Fact]
    public async Task Import_of_a_wrong_document_names_the_field_in_the_reader_s_language_and_changes_nothing()
    {
        await CrmAsync("export");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "escalation.yaml"), "ladders: { default: [{ at: 110%, notify: assignee }] }");
        var refused = await CrmAsync("import", "--lang", "fi");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("escalation: ladders.default[0].at: on oltava luku väliltä 1..100", refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await CrmAsync("diff")).ExitCode);
    }

    [Fact]
    public async Task Folder_without_documents_and_service_that_is_not_there_end_with_2()
    {
        var empty = await CrmAsync("import");
        Assert.Equal(2, empty.ExitCode);
        Assert.Contains("calendars.yaml", empty.Error, StringComparison.Ordinal);
        var silent = await EndedProcess.OfAsync("SocialCrm.Cli.dll", "C.UTF-8", "config", "export", _folder.FullName, "--url", "http://127.0.0.1:1");
        Assert.Equal(2, silent.ExitCode);
    }

    private Task<EndedProcess> CrmAsync(string command, params string[] options) => EndedProcess.OfAsync(
        "SocialCrm.Cli.dll", "C.UTF-8", ["config", command, _folder.FullName, "--url", $"http://127.0.0.1:{_service.Port}", "--key", ServiceProcess.Key, .. options]);
}
