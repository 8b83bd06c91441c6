using System.Text.Json;

namespace SocialCrm.Api.Interactions.Reading;

internal ref partial struct InteractionReader
{
    /// <summary>The members of authors, customers and attachments.</summary>
    private enum Part
    {
        Unknown,
        Handle,
        Name,
        Email,
        Phone,
        CustomerId,
        Locale,
        Followers,
        Id,
        Channel,
        Scope,
        ContentType,
        Url,
        Size,
    }

    private static Part PartOf(ref Utf8JsonReader json) =>
        json.ValueTextEquals("handle"u8) ? Part.Handle
        : json.ValueTextEquals("name"u8) ? Part.Name
        : json.ValueTextEquals("locale"u8) ? Part.Locale
        : json.ValueTextEquals("followers"u8) ? Part.Followers
        : json.ValueTextEquals("email"u8) ? Part.Email
        : json.ValueTextEquals("phone"u8) ? Part.Phone
        : json.ValueTextEquals("customerId"u8) ? Part.CustomerId
        : json.ValueTextEquals("url"u8) ? Part.Url
        : json.ValueTextEquals("contentType"u8) ? Part.ContentType
        : json.ValueTextEquals("size"u8) ? Part.Size
        : json.ValueTextEquals("id"u8) ? Part.Id
        : json.ValueTextEquals("channel"u8) ? Part.Channel
        : json.ValueTextEquals("scope"u8) ? Part.Scope
        : Part.Unknown;
}
