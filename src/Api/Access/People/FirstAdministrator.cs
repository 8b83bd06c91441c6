using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SocialCrm.Access;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Access.People;

/// <summary>
/// At the first start of a store, when nobody can sign in yet: makes the administrator <c>admin</c> and prints the password, once, on the console only.
/// </summary>
internal sealed class FirstAdministrator(IAccessStore store, Passwords passwords, TimeProvider time, IServer server, Output output) : IHostedLifecycleService
{
    public const string Name = "admin";

    /// <summary>After the server listens, so that the address printed is the one to sign in at.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if ((await store.PeopleAsync(cancellationToken)).Count > 0) return;
        var password = Passwords.Random();
        var admin = new Person(Name, Name, passwords.Hash(password), Roles.Administrator, Guid.NewGuid(), time.GetUtcNow(), Disabled: false);
        // Another process on the same store may have been faster: its password counts, and it printed it.
        if (!await store.AddPersonAsync(admin, cancellationToken)) return;

        var language = Languages.OfTerminal();
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        output.Write($"""

            {Texts.Of(language, "first.created")}
              {Said(language, "first.name", Name)}
              {Said(language, "first.password", password)}
            {Said(language, "first.how", address)}

            """);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Said(Language language, string key, string value) => string.Format(CultureInfo.InvariantCulture, Texts.Of(language, key), value);
}

/// <summary>The console, for what must be read by whoever starts the service and must not be logged.</summary>
internal sealed record Output(Action<string> Write);
