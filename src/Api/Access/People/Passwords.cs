using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using SocialCrm.Access;

namespace SocialCrm.Api.Access.People;

/// <summary>Passwords, hashed with ASP.NET's PBKDF2. A check costs tens of milliseconds of processor, so few run at once.</summary>
internal sealed class Passwords : IDisposable
{
    public const int MinCharacters = 10;
    public const int MaxCharacters = 256;

    /// <summary>Checks at once; further ones wait.</summary>
    private const int MaxChecks = 2;

    private static readonly Person Nobody = new("", "", "", "", Guid.Empty, default, Disabled: true);

    private readonly PasswordHasher<Person> _hasher = new();
    private readonly SemaphoreSlim _checks = new(MaxChecks);
    private readonly Lazy<string> _nobodysHash;

    public Passwords() => _nobodysHash = new Lazy<string>(() => _hasher.HashPassword(Nobody, Random()));

    /// <summary>144 random bits in letters that are told apart easily.</summary>
    public static string Random() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 29);

    public string Hash(string password) => _hasher.HashPassword(Nobody, password);

    /// <summary>Whether it is the person's. For nobody, or somebody disabled, it takes as long and says no.</summary>
    public async Task<bool> IsRightAsync(Person? person, string password, CancellationToken cancellation)
    {
        await _checks.WaitAsync(cancellation);
        try
        {
            var hash = person?.PasswordHash ?? _nobodysHash.Value;
            var isRight = _hasher.VerifyHashedPassword(person ?? Nobody, hash, password) != PasswordVerificationResult.Failed;
            return isRight && person is { Disabled: false };
        }
        finally
        {
            _checks.Release();
        }
    }

    public void Dispose() => _checks.Dispose();
}
