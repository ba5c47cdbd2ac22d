<?php
/**
 * The merchant's look and the names of points, brought from the server into this shop, so that no page asks for them.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Keeps the public half of the connection what it should be.
 */
class Lasting_Look {
	const ACTION = 'lasting_look';
	const GROUP  = 'lasting';

	/**
	 * Hooks: whoever connects, reconnects or lets go writes one option.
	 */
	public function listen() {
		add_action( 'add_option_' . Lasting_Connection::OPTION, array( $this, 'connected' ), 10, 0 );
		add_action( 'update_option_' . Lasting_Connection::OPTION, array( $this, 'connected' ), 10, 0 );
		add_action( 'delete_option_' . Lasting_Connection::OPTION, array( $this, 'left' ), 10, 0 );
		add_action( 'lasting_switched_on', array( $this, 'schedule' ) );
		add_action( self::ACTION, array( $this, 'refresh' ) );
	}

	/**
	 * This shop has a server.
	 */
	public function connected() {
		$connection = Lasting_Connection::get();
		if ( null === $connection ) {
			return;
		}
		Lasting_Shop_Facts::change( array( 'server' => $connection['server'] ) );
		$this->refresh();
		$this->schedule();
	}

	/**
	 * Every hour, also after the plugin was switched off and on again.
	 */
	public function schedule() {
		if ( null !== Lasting_Connection::get() && function_exists( 'as_schedule_recurring_action' ) ) {
			as_schedule_recurring_action( time() + HOUR_IN_SECONDS, HOUR_IN_SECONDS, self::ACTION, array(), self::GROUP, true );
		}
	}

	/**
	 * It has none any more; what the merchant wants shown is kept.
	 */
	public function left() {
		Lasting_Shop_Facts::change(
			array(
				'server' => '',
				'look'   => null,
			)
		);
		self::unschedule();
	}

	/**
	 * The plugin is switched off, or the shop is not connected.
	 */
	public static function unschedule() {
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			as_unschedule_all_actions( self::ACTION );
		}
	}

	/**
	 * Looks anew in a minute: the merchant is where it can be changed. However often that is said, it is done once.
	 */
	public static function look_soon() {
		if ( function_exists( 'as_schedule_single_action' ) ) {
			as_schedule_single_action( time() + MINUTE_IN_SECONDS, self::ACTION, array(), self::GROUP . '-soon', true );
		}
	}

	/**
	 * Asks the server. Where it does not answer, what is known stays.
	 */
	public function refresh() {
		$connection = Lasting_Connection::get();
		if ( null === $connection ) {
			return;
		}
		$look = Lasting_Server::look( $connection );
		if ( is_array( $look ) && isset( $look['languages'] ) && is_array( $look['languages'] ) ) {
			Lasting_Shop_Facts::change( array( 'look' => array_intersect_key( $look, array_flip( array( 'branding', 'languages', 'pointNames' ) ) ) ) );
		}
	}
}
