# syntax=docker/dockerfile:1
# One image for every process: a silo, an Api process, the commands. Which one is the container's command (docker-compose.yml).
#   docker build --tag socialcrm .
#   docker build --tag socialcrm --secret id=nuget,src=nuget.config .      with package sources of your own
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# Node.js, with which the agents' console is built; none of it gets into the image.
COPY --from=node:22-bookworm-slim /usr/local/ /usr/local/
# Orleans, or Embedded: one process only.
ARG ENGINE=Orleans
WORKDIR /source
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ src/
# The Api last: it has everything that a silo has, so what both have is the same file. The analyzers have judged the code before.
RUN --mount=type=cache,target=/root/.nuget/packages --mount=type=secret,id=nuget,target=/source/nuget.config \
    dotnet publish src/Cli -c Release -p:Engine=${ENGINE} -p:UseAppHost=false -p:RunAnalyzers=false -o /app && \
    dotnet publish src/Silo -c Release -p:Engine=${ENGINE} -p:UseAppHost=false -p:RunAnalyzers=false -o /app && \
    dotnet publish src/Api -c Release -p:Engine=${ENGINE} -p:UseAppHost=false -p:RunAnalyzers=false -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS final
WORKDIR /app
COPY --from=build /app ./
COPY --chmod=755 deploy/docker/healthy /usr/local/bin/healthy
# The only folder that a process writes to, and only with a SQLite store. Owned by the image's user, so a new volume there is, too.
RUN mkdir /data && chown ${APP_UID}:${APP_UID} /data
VOLUME /data
# The diagnostic port would be a file in /tmp for each start; everything else here is a setting (docs/guide/operating.md).
ENV URLS=http://0.0.0.0:8080 DATA=/data DOTNET_EnableDiagnostics=0
# HTTP; from Api processes; between silos. The last two have no authentication: never publish them.
EXPOSE 8080 15080 25080
USER ${APP_UID}
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["healthy", "8080"]
ENTRYPOINT ["dotnet"]
CMD ["SocialCrm.Api.dll"]
