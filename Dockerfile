# One image for web, worker, beat and migrate; docker-compose.yml gives each its command.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1

# What WeasyPrint loads to draw text and to make small PDF files. The typeface is in the project.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt

COPY . .
RUN useradd --system --uid 10001 --no-create-home thidua \
    && mkdir -p /data /app/staticfiles && chown thidua /data

ENV DJANGO_ENV=production DATA_DIR=/data STATIC_ROOT=/app/staticfiles HOST=0.0.0.0 PORT=8000

# Static files under hashed names. The values are made up and stay out of the image's environment.
RUN DJANGO_SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" DATA_DIR=/tmp/build \
    ALLOWED_HOSTS=build.invalid PUBLIC_URL=https://build.invalid \
    python manage.py collectstatic --noinput --verbosity 0 && rm -rf /tmp/build

USER thidua
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--config", "python:thidua.gunicorn"]
