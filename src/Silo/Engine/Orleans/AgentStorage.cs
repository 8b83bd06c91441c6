using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Storage;
using SocialCrm.Agents;
using SocialCrm.Storage;

namespace SocialCrm.Silo;

/// <summary>Where Orleans keeps agents' state: on PostgreSQL its own provider writes the table of the store, elsewhere the store does.</summary>
internal static class AgentStorage
{
    /// <summary>Connections of one silo to agents' state: read when somebody comes, written when they change something.</summary>
    private const int MaxConnections = 4;

    public static void UseAgentStorage(this ISiloBuilder silo, StorageOptions storage)
    {
        if (!PostgresStores.IsOne(storage))
        {
            silo.Services.AddKeyedSingleton<IGrainStorage, StoredAgents>(AgentGrain.Storage);
            return;
        }

        silo.AddAdoNetGrainStorage(AgentGrain.Storage, options =>
        {
            options.Invariant = "Npgsql";
            options.ConnectionString = PostgresStores.ConnectionString(storage, "socialcrm-agents", MaxConnections);
            options.GrainStorageSerializer = new Json();
        });
    }

    /// <summary>UTF-8 JSON: the provider's default writes names of CLR types, which no later version of the program may change.</summary>
    private sealed class Json : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => new(AgentJson.Write(input));

        public T? Deserialize<T>(BinaryData input) => AgentJson.Read<T>(input.ToString());
    }
}
