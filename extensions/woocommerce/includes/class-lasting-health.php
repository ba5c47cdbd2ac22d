<?php
/**
 * Whether the server hears of this shop: what a merchant looks at when points are missing.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Looks, and says what it saw.
 */
class Lasting_Health {
	/** WP-Cron runs with visits; an hour without it is not a quiet moment any more. */
	const CRON_LATE = 3600;

	/**
	 * Everything that is worth knowing.
	 *
	 * @param array $connection The connection.
	 * @return array<string, array{ok: bool, value: string}>
	 */
	public static function of( array $connection ) {
		return array(
			'webhooks' => self::webhooks( $connection ),
			'keys'     => self::keys( $connection ),
			'cron'     => self::cron(),
			'waiting'  => self::waiting(),
			'last'     => self::last(),
		);
	}

	/**
	 * How many of the webhooks are switched on.
	 *
	 * @param array $connection The connection.
	 * @return array
	 */
	private static function webhooks( array $connection ) {
		$active = array_filter(
			Lasting_Webhooks::ours( $connection ),
			static function ( $webhook ) {
				return 'active' === $webhook->get_status();
			}
		);
		$all    = count( Lasting_Webhooks::TOPICS );
		return array(
			'ok'    => count( $active ) === $all,
			/* translators: 1: how many are switched on, 2: how many there should be. */
			'value' => sprintf( __( '%1$s of %2$s are switched on', 'lasting-loyalty' ), number_format_i18n( count( $active ) ), number_format_i18n( $all ) ),
		);
	}

	/**
	 * Whether the REST keys are still there. Those that the merchant approved by hand are not ours to look for.
	 *
	 * @param array $connection The connection.
	 * @return array
	 */
	private static function keys( array $connection ) {
		global $wpdb;
		if ( empty( $connection['key_id'] ) ) {
			return array(
				'ok'    => true,
				'value' => __( 'approved by hand', 'lasting-loyalty' ),
			);
		}
		$there = (bool) $wpdb->get_var( $wpdb->prepare( "SELECT key_id FROM {$wpdb->prefix}woocommerce_api_keys WHERE key_id = %d", (int) $connection['key_id'] ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WooCommerce has no function for it.
		return array(
			'ok'    => $there,
			'value' => $there ? __( 'there', 'lasting-loyalty' ) : __( 'deleted: connect again', 'lasting-loyalty' ),
		);
	}

	/**
	 * Whether WordPress works off what waits.
	 *
	 * @return array
	 */
	private static function cron() {
		$next = wp_next_scheduled( 'action_scheduler_run_queue', array( 'WP Cron' ) );
		$late = false === $next || $next < time() - self::CRON_LATE;
		return array(
			'ok'    => ! $late,
			'value' => $late ? __( 'late: nothing is sent while nobody visits the shop. Let the system call wp-cron.php every minute.', 'lasting-loyalty' ) : __( 'runs', 'lasting-loyalty' ),
		);
	}

	/**
	 * Notes that wait, and those that were given up.
	 *
	 * @return array
	 */
	private static function waiting() {
		$waiting = as_get_scheduled_actions(
			array(
				'hook'     => Lasting_Outbox::HOOK,
				'status'   => ActionScheduler_Store::STATUS_PENDING,
				'per_page' => 500,
			),
			'ids'
		);
		$dead    = count( (array) get_option( Lasting_Outbox::DEAD, array() ) );
		return array(
			'ok'    => 0 === $dead,
			/* translators: 1: how many notes wait, 2: how many were given up. */
			'value' => sprintf( __( '%1$s wait, %2$s were given up', 'lasting-loyalty' ), number_format_i18n( count( $waiting ) ), number_format_i18n( $dead ) ),
		);
	}

	/**
	 * When the server last kept a note.
	 *
	 * @return array
	 */
	private static function last() {
		$at = (int) get_option( Lasting_Outbox::LAST, 0 );
		return array(
			'ok'    => true,
			/* translators: %s: a time span like "5 minutes". */
			'value' => 0 === $at ? __( 'never yet', 'lasting-loyalty' ) : sprintf( __( '%s ago', 'lasting-loyalty' ), human_time_diff( $at ) ),
		);
	}
}
