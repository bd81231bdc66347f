CREATE EXTENSION surgical_registry;
ALTER DATABASE demo SET search_path = "$user", public, surgical_registry;
