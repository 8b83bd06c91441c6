using SocialCrm.Access;
using SocialCrm.Interactions;
using SocialCrm.Journal;

namespace SocialCrm.Identities;

/// <summary>Whose an author is: the customer, and what linking them means for the commit.</summary>
/// <param name="Customer">Null with <paramref name="Error"/>.</param>
/// <param name="Error">The field that names somebody who doesn't exist; null when all is well.</param>
public readonly record struct ResolvedAuthor(
    CustomerId? Customer, IReadOnlyList<IdentityLink> Links, IReadOnlyList<Contradiction> Contradictions, string? Error = null);

/// <summary>
/// Finds the customer of an author, or founds one. A known identity stays where it is; a new one goes where the first of the hints that is known
/// points (explicit customer id, then e-mail, then phone), or founds a customer. Hints that are nobody's yet become identities of the same customer;
/// hints that point elsewhere are kept as contradictions and move nothing.
/// </summary>
public sealed class AuthorResolution(IdentityCache identities, IGroupedReads reads, IAccessStore access)
{
    private byte[]? _secret;

    /// <param name="interaction">Its author is the customer.</param>
    /// <param name="trusted">Whether the author's hints count.</param>
    public async ValueTask<ResolvedAuthor> ResolveAsync(Interaction interaction, bool trusted, CancellationToken cancellation)
    {
        var author = interaction.Author;
        var scope = Channels.ScopeOf(interaction.Channel, interaction.Account);
        var key = KeyOf(interaction.Channel, scope, author.Handle);
        var owner = await identities.OwnerAsync(key, cancellation);
        var hinted = trusted && (author.Email is not null || author.Phone is not null || author.CustomerId is not null);
        if (!hinted) return owner is { } known ? new(known, [], []) : await FoundAsync(interaction, key, scope, cancellation);

        var hints = await HintsAsync(author, key, cancellation);
        if (hints.Exists(h => h.Owner is null && h.Key is null)) return new(null, [], [], "author.customerId");

        var first = hints.Find(h => h.Owner is not null);
        var customer = owner ?? first?.Owner ?? Sources.OfFirstContact(await SecretAsync(cancellation), key);
        var links = new List<IdentityLink>();
        if (owner is null)
        {
            var evidence = first is null ? EvidenceOf(interaction, "first-contact", null) : EvidenceOf(interaction, first.Kind, first.Value);
            links.Add(LinkOf(interaction, key, scope, author.Handle, evidence));
        }

        foreach (var hint in hints.Where(h => h.Owner is null))
            links.Add(LinkOf(interaction, hint.Key!.Value, "", hint.Value, EvidenceOf(interaction, hint.Kind, hint.Value)));
        var contradictions = hints.Where(h => h.Owner is { } other && other != customer).Select(h => new Contradiction
        {
            Key = key,
            PointsTo = h.Owner!.Value,
            Evidence = EvidenceOf(interaction, h.Kind, h.Value),
            At = interaction.At,
        });
        return new(customer, links, [.. contradictions]);
    }

    /// <summary>The customer that an interaction of the company names; an identity that is nobody's yet founds one.</summary>
    public async ValueTask<ResolvedAuthor> ResolveAsync(Interaction interaction, CustomerReference reference, CancellationToken cancellation)
    {
        if (reference.Id is { } id)
        {
            return CustomerId.TryParse(id, out var customer) && await reads.CustomerExistsAsync(customer, cancellation)
                ? new(customer, [], [])
                : new(null, [], [], "customer.id");
        }

        var channel = reference.Channel ?? interaction.Channel;
        var handle = reference.Handle ?? "";
        var scope = Channels.ScopeOf(channel, reference.Scope ?? interaction.Account);
        var key = KeyOf(channel, scope, handle);
        if (await identities.OwnerAsync(key, cancellation) is { } owner) return new(owner, [], []);
        var founded = Sources.OfFirstContact(await SecretAsync(cancellation), key);
        var link = LinkOf(interaction, key, scope, handle, EvidenceOf(interaction, "first-contact", null));
        return new(founded, [link with { Identity = link.Identity with { Name = null } }], []);
    }

    private async Task<ResolvedAuthor> FoundAsync(Interaction interaction, IdentityKey key, string scope, CancellationToken cancellation)
    {
        var founded = Sources.OfFirstContact(await SecretAsync(cancellation), key);
        return new(founded, [LinkOf(interaction, key, scope, interaction.Author.Handle, EvidenceOf(interaction, "first-contact", null))], []);
    }

    /// <summary>In the order of their weight. The author's own identity is no hint about itself.</summary>
    private async Task<List<Hint>> HintsAsync(Author author, IdentityKey self, CancellationToken cancellation)
    {
        var hints = new List<Hint>(3);
        if (author.CustomerId is { } text)
        {
            CustomerId? owner = CustomerId.TryParse(text, out var id) && await reads.CustomerExistsAsync(id, cancellation) ? id : null;
            hints.Add(new Hint("customer-id", text, null, owner));
        }

        foreach (var (channel, value) in new[] { ("email", author.Email), ("phone", author.Phone) })
        {
            if (value is null) continue;
            var key = KeyOf(channel, "", value);
            if (key != self) hints.Add(new Hint(channel, value, key, await identities.OwnerAsync(key, cancellation)));
        }

        return hints;
    }

    private async ValueTask<byte[]> SecretAsync(CancellationToken cancellation) => _secret ??= await access.SecretAsync(cancellation);

    private static IdentityKey KeyOf(string channel, string scope, string handle) => IdentityKey.Of(channel, scope, Handles.Normalise(channel, handle));

    private static IdentityLink LinkOf(Interaction interaction, IdentityKey key, string scope, string handle, Evidence evidence) => new()
    {
        Key = key,
        Identity = new Identity
        {
            Channel = key.Channel,
            Scope = scope,
            Handle = handle,
            Name = interaction.Author.Name,
            LinkedAt = interaction.At,
            Evidence = evidence,
        },
    };

    private static Evidence EvidenceOf(Interaction interaction, string kind, string? value) => new()
    {
        Kind = kind,
        Value = value,
        Channel = interaction.Channel,
        Account = interaction.Account,
        ExternalId = interaction.ExternalId,
    };

    private sealed record Hint(string Kind, string Value, IdentityKey? Key, CustomerId? Owner);
}
