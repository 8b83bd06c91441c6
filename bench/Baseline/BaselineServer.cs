using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Baseline;

/// <summary>
/// What the product is measured against: an endpoint that does one INSERT a request into a table with a primary key (auto-prepared, a pool of 32,
/// synchronous commits, the same payload), one that does the same INSERTs in groups, and one that answers a small JSON object.
/// </summary>
internal static class BaselineServer
{
    /// <summary>Starts it in a process of its own.</summary>
    public static Task<ServiceProcess> StartAsync(string store, string folder) => ServiceProcess.StartAsync(
        "SocialCrm.Bench.dll",
        port => ["baseline", "--port", port.ToString(CultureInfo.InvariantCulture), "--store", store, "--data", folder],
        "/json");

    public static async Task RunAsync(int port, string store, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, BaselineJson.Default));
        var app = builder.Build();
        var insert = store == "sqlite" ? await SqliteAsync(folder) : await PostgresAsync(store);
        if (store != "sqlite")
        {
            var groups = new GroupedInserts(store);
            app.MapPost("/grouped", async (HttpRequest request) =>
            {
                using var document = await JsonDocument.ParseAsync(request.Body);
                await groups.InsertAsync(document.RootElement);
                return Results.Text("""{"ok":true}""", "application/json");
            });
        }

        app.MapPost("/baseline", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            await insert(await reader.ReadToEndAsync());
            return Results.Text("""{"ok":true}""", "application/json");
        });
        app.MapGet("/json", () => new Bare("hello", 1, true));
        await app.RunAsync();
    }

    private static async Task<Func<string, Task>> PostgresAsync(string store)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(store) { MaxPoolSize = 32, MaxAutoPrepare = 10, AutoPrepareMinUsages = 2 });
        await using (var create = source.CreateCommand("create table if not exists baseline (id uuid primary key, body text not null)")) await create.ExecuteNonQueryAsync();
        return async body =>
        {
            await using var command = source.CreateCommand("insert into baseline (id, body) values ($1, $2)");
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.NewGuid() });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = body, NpgsqlDbType = NpgsqlDbType.Text });
            await command.ExecuteNonQueryAsync();
        };
    }

    /// <summary>SQLite has one writer: requests take their turns at one connection.</summary>
    private static async Task<Func<string, Task>> SqliteAsync(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "baseline.db")}");
        await connection.OpenAsync();
        await using (var create = connection.CreateCommand())
        {
            create.CommandText = "pragma journal_mode=wal; pragma synchronous=full; create table if not exists baseline (id blob primary key, body text not null) without rowid";
            await create.ExecuteNonQueryAsync();
        }

        var turn = new SemaphoreSlim(1);
        var command = connection.CreateCommand();
        command.CommandText = "insert into baseline (id, body) values ($id, $body)";
        var id = command.Parameters.Add("$id", SqliteType.Blob);
        var text = command.Parameters.Add("$body", SqliteType.Text);
        return async body =>
        {
            await turn.WaitAsync();
            try
            {
                id.Value = Guid.NewGuid().ToByteArray();
                text.Value = body;
                await command.ExecuteNonQueryAsync();
            }
            finally
            {
                turn.Release();
            }
        };
    }
}

internal sealed record Bare(string Message, int Number, bool Flag);

[System.Text.Json.Serialization.JsonSerializable(typeof(Bare))]
internal sealed partial class BaselineJson : System.Text.Json.Serialization.JsonSerializerContext;
