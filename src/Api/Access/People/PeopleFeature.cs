using System.Text.Json;
using SocialCrm.Access;
using SocialCrm.Api.Documentation;

namespace SocialCrm.Api.Access.People;

internal static class PeopleFeature
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<PeopleCache>().AddSingleton<Passwords>()
        .AddSingleton<ListPeople>().AddSingleton<ListColleagues>().AddSingleton<AddPerson>().AddSingleton<ChangePerson>()
        .AddHostedService<FirstAdministrator>();

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapGet("/api/colleagues", services.GetRequiredService<ListColleagues>().HandleAsync)
            .Needs(Permissions.Read)
            .Describe(new Description("Access", "Those to whom a conversation can be given") { Answer = AnswerSchema.List(("name!", "string", ""), ("displayName!", "string", ""), ("role!", "string", "")) });
        routes.MapGet("/api/people", services.GetRequiredService<ListPeople>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description("Access", "Those who sign in") { Answer = AnswerSchema.List(Members) });
        routes.MapPost("/api/people", services.GetRequiredService<AddPerson>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description("Access", "Lets somebody sign in")
            {
                Body = BodySchema.Object(("name!", "string", "The sign-in name"), ("displayName", "string", "As customers see it"), ("role!", "string", "agent, supervisor or administrator"), ("password", "string", "At least 10 characters; else one is made and shown in this answer only")),
                Status = 201,
                Answer = AnswerSchema.Object([.. Members, ("password", "string", "Only when it was made here")]),
                Refusals = [400, 409, 413, 415],
            });
        routes.MapPatch("/api/people/{name}", services.GetRequiredService<ChangePerson>().HandleAsync)
            .Needs(Permissions.Configure)
            .Describe(new Description("Access", "Changes somebody's role, name, password, or whether they may sign in; their sessions end")
            {
                Body = BodySchema.Object(("displayName", "string", ""), ("role", "string", "agent, supervisor or administrator"), ("disabled", "boolean", ""), ("password", "string", "At least 10 characters")),
                Answer = AnswerSchema.Object(Members),
                Refusals = [400, 404, 409, 413, 415],
            });
    }

    /// <summary>A person as answers show them.</summary>
    public static void Write(Utf8JsonWriter json, Person person)
    {
        json.WriteString("name"u8, person.Name);
        json.WriteString("displayName"u8, person.DisplayName);
        json.WriteString("role"u8, person.Role);
        json.WriteBoolean("disabled"u8, person.Disabled);
        json.WriteString("createdAt"u8, person.CreatedAt.UtcDateTime);
    }

    private static readonly (string Name, string Type, string Text)[] Members =
        [("name!", "string", ""), ("displayName!", "string", ""), ("role!", "string", ""), ("disabled!", "boolean", ""), ("createdAt!", "time", "")];
}
